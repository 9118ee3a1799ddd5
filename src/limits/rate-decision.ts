import type { Rate } from '../lib/parse-rate.ts';
import type { WindowState } from '../store/rate-windows.ts';
import type { RateDecision } from './rate-limit.ts';

const LAST_DATE_MS = 8_640_000_000_000_000;

/** This machine's time in milliseconds since 1970, rounded up: a `resetAt` reckoned from it is never too early. */
export const wallClock = (): number => Date.now() + 1;

/** The decision for a bucket in `state` at `nowMs`, milliseconds since 1970. */
export const rateDecision = (
  rate: Rate,
  { allowed, used, resetInMs }: WindowState,
  nowMs: number,
): RateDecision => ({
  allowed,
  rate,
  used,
  remaining: Math.max(0, rate.limit - used),
  resetAt: new Date(Math.min(Math.ceil(nowMs + resetInMs), LAST_DATE_MS)),
});
