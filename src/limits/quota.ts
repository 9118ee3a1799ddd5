import { ParleyError } from '../core/errors.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { returnQuota, takeQuota } from '../store/chat-quota.ts';
import { runQuery } from '../store/query.ts';

/** One answered message that was paid for beforehand. */
interface Reservation {
  /** For a turn that failed. */
  refund(): Promise<void>;
}

/** Answered chat messages per tenant and month (UTC). */
export interface Quota {
  /** Throws `quota_exceeded` when none is left in the month of `now`. */
  reserve(tenantId: Uuid, now: Date): Promise<Reservation>;
}

const NOTHING_TO_RETURN: Reservation = { refund: async () => {} };

/** `limit` null: nothing is counted. */
export function createQuota(db: Db, limit: number | null): Quota {
  if (limit === null) return { reserve: async () => NOTHING_TO_RETURN };
  return {
    async reserve(tenantId, now) {
      const month = `${now.toISOString().slice(0, 7)}-01`;
      const scope = { tenantId };
      if (!(await runQuery(db, scope, takeQuota(tenantId, month, limit)))) throw exceeded(limit, now);
      return { refund: () => runQuery(db, scope, returnQuota(tenantId, month)) };
    },
  };
}

function exceeded(limit: number, now: Date): ParleyError {
  const nextMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  const day = nextMonth.toISOString().slice(0, 10);
  return new ParleyError(
    'quota_exceeded',
    `The ${limit} chat messages of this month are used up; more from ${day} (UTC).`,
    {
      subject: 'chat',
      retryAfterSeconds: Math.max(1, Math.ceil((nextMonth.getTime() - now.getTime()) / 1000)),
    },
  );
}
