import type { Db } from '../db/db.ts';
import { runQuery } from '../store/query.ts';
import { countRequest } from '../store/rate-windows.ts';
import { rateDecision, wallClock } from './rate-decision.ts';
import type { RateLimiter } from './rate-limit.ts';

/**
 * Windows in the database, exact for all its processes: requests of one bucket take turns there, by its clock. Each
 * costs one round trip. `resetAt` is reckoned from `wall` (milliseconds since 1970), so that "in how many seconds" is
 * right also on a machine whose clock differs from the database's.
 */
export const createSharedWindow = (db: Db, wall: () => number = wallClock): RateLimiter => ({
  take: async (bucket, rate) =>
    rateDecision(rate, await runQuery(db, 'credentials', countRequest(bucket, rate, true)), wall()),
  look: async (bucket, rate) =>
    rateDecision(rate, await runQuery(db, 'credentials', countRequest(bucket, rate, false)), wall()),
});
