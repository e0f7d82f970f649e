/// Who wants to know of a new token.
export class Listeners {
  readonly #all = new Set<() => void>();

  add(listener: () => void): () => void {
    this.#all.add(listener);
    return () => {
      this.#all.delete(listener);
    };
  }

  tell() {
    for (const listener of [...this.#all]) listener();
  }
}
