import type { Db } from '../../src/db/db.ts';
import { rateDecision } from '../../src/limits/rate-decision.ts';
import type { RateLimiter } from '../../src/limits/rate-limit.ts';
import { runQuery } from '../../src/store/query.ts';
import { countRequest } from '../../src/store/rate-windows.ts';

/** The rate limiter in the database as it is, only that the database goes by `clock` (milliseconds since 1970). */
export function limiterToldTheTime(db: Db, clock: () => number): RateLimiter {
  const ask: (counting: boolean) => RateLimiter['take'] = (counting) => async (bucket, rate) => {
    const { params = [], read } = countRequest(bucket, rate, counting);
    const sql = `select allowed, used, reset_in_ms as "resetInMs" from count_request_at($1, $2, $3, $4, $5)`;
    return rateDecision(
      rate,
      await runQuery(db, 'system', { sql, params: [...params, clock()], read }),
      clock(),
    );
  };
  return { take: ask(true), look: ask(false) };
}
