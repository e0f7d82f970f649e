/// Shortly before a token ends: a fifth of its life, two seconds at least and a minute at most.
export function renewalDelay(secondsLeft: number): number {
  const margin = Math.min(60, Math.max(2, secondsLeft / 5));
  return Math.max(0, secondsLeft - margin) * 1000;
}

/// Calls once, after the last `start`.
export class RenewalTimer {
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #renew: () => void;

  constructor(renew: () => void) {
    this.#renew = renew;
  }

  /// Browsers take no longer delay than 2^31 - 1 ms.
  start(milliseconds: number) {
    this.stop();
    this.#timer = setTimeout(this.#renew, Math.min(milliseconds, 2 ** 31 - 1));
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
