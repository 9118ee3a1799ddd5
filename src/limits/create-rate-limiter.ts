import type { Db } from '../db/db.ts';
import type { RateLimiter } from './rate-limit.ts';
import { createSharedWindow } from './shared-window.ts';
import { createSlidingWindow } from './sliding-window.ts';

/**
 * The limiter for `db`: in memory for the embedded store, which one process has; in the database for PostgreSQL, which
 * counts for all processes by its own clock. `clock` (milliseconds since 1970, never going back) takes the place of
 * this machine's clocks; with PostgreSQL it only says from when `resetAt` is reckoned.
 */
export function createRateLimiter(db: Db, clock?: () => number): RateLimiter {
  if (db.engine === 'postgres') return createSharedWindow(db, clock);
  return createSlidingWindow(clock === undefined ? {} : { clocks: { steady: clock, wall: clock } });
}
