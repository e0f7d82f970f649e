/// `text` where it is a path of this page, else "/": nobody is sent elsewhere by an address that
/// somebody made up.
export function returnPath(text: string | null | undefined): string {
  if (!text?.startsWith("/")) return "/";
  const url = URL.parse(text, window.location.origin);
  if (url?.origin !== window.location.origin || url.pathname.startsWith("//")) return "/";
  // Signing in never leads to signing in.
  if (/^\/sign-in(\/|$)/.test(url.pathname)) return "/";
  return url.pathname + url.search + url.hash;
}

/// Where one signs in, and comes back from to `path`.
export function signInPath(path: string): string {
  const back = returnPath(path);
  return back === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ return: back }).toString()}`;
}
