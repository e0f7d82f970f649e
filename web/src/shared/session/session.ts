/// How somebody is signed in here: by a link and a cookie, or by the tokens of an identity provider.
/// What implements it lies in features/session.
export interface Session {
  /// Whether requests carry a token. Where they do, a plain link to a file would come without it.
  readonly bearer: boolean;
  /// What a request carries; null: nothing. A cookie goes along by itself, or nobody is signed in.
  token(): Promise<string | null>;
  /// Another token than `refused`, which the server did not take; null: one has to sign in again.
  renewed(refused: string | null): Promise<string | null>;
  /// Leaves this page, and comes back to `returnTo`, a path of it. Throws ProblemError.
  signIn(returnTo: string): Promise<void>;
  /// Where a provider has sent somebody back to `address`: ends the sign-in; → the path that was
  /// wanted. Throws ProblemError.
  finishSignIn(address: string): Promise<string>;
  /// Ends here and at the provider, and leaves this page.
  signOut(): Promise<void>;
  /// Calls `listener` when requests carry another token from now on; → no more.
  onChange(listener: () => void): () => void;
}
