/** A lease that is renewed while work goes on. */
export interface HeldLease {
  /** Aborted when somebody else has what was leased. */
  readonly lost: AbortSignal;
  end(): void;
}

/** Renews a lease of `leaseMs` three times as often as it ends; `renew` says whether it is still held. */
export function holdLease(renew: () => Promise<boolean>, leaseMs: number): HeldLease {
  const lost = new AbortController();
  const timer = setInterval(() => {
    renew().then(
      (held) => held || lost.abort(),
      // A store that does not answer now may answer before the lease ends.
      () => {},
    );
  }, leaseMs / 3);
  timer.unref();
  return { lost: lost.signal, end: () => clearInterval(timer) };
}
