import type { Rate } from '../lib/parse-rate.ts';

/** What a request left of a caller's limit. */
export interface RateDecision {
  readonly allowed: boolean;
  readonly rate: Rate;
  /** Requests counted in the window that ends now, this one among them where it was counted. */
  readonly used: number;
  /** What is left of the limit, never negative. */
  readonly remaining: number;
  /** When so many counted requests have left the window that one more than now is allowed; now when none is counted. */
  readonly resetAt: Date;
}

/**
 * Sliding windows: of the requests of a bucket in any interval [t, t + windowMs) at most `limit` are allowed. A counted
 * request leaves the window when exactly `windowMs` have passed since it, and a refused one is never in it. A bucket
 * whose rate changes keeps its requests: a lower limit lets nothing through until enough of them have left, and a
 * longer window counts those that the shorter one had not let go of.
 */
export interface RateLimiter {
  /** Counts one request of `bucket` (a short text) if the limit allows it. Throws only when the store fails. */
  take(bucket: string, rate: Rate): Promise<RateDecision>;
  /** As `take`, but counts nothing: what the caller has now. */
  look(bucket: string, rate: Rate): Promise<RateDecision>;
}
