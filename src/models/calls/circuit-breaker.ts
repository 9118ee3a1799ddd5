/** Stops asking a model that keeps failing, so that callers do not wait for what will not come. */
export interface CircuitBreaker {
  /** Milliseconds until the model may be asked again; 0: now. The caller that gets 0 after a rest is the one that tries. */
  restMs(): number;
  succeeded(): void;
  failed(): void;
}

interface BreakerSettings {
  /** Failures in a row after which the model rests. */
  readonly failures: number;
  readonly restMs: number;
  readonly now?: () => number;
}

/** Closed until too many calls in a row fail; then, after each rest, one call tries whether the model is back. */
export function createCircuitBreaker({
  failures,
  restMs,
  now = () => performance.now(),
}: BreakerSettings): CircuitBreaker {
  let failedInARow = 0;
  let restsUntil = 0;
  return {
    restMs() {
      if (failedInARow < failures) return 0;
      const left = restsUntil - now();
      if (left > 0) return left;
      // Whoever else comes while this one tries goes on waiting.
      restsUntil = now() + restMs;
      return 0;
    },
    succeeded() {
      failedInARow = 0;
    },
    failed() {
      failedInARow++;
      if (failedInARow >= failures) restsUntil = now() + restMs;
    },
  };
}
