import { ParleyError } from '../core/errors.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { lockQuotaMonth, releaseHold, settleHold, takeHold } from '../store/chat-quota.ts';
import { type Query, runQueries, runQuery } from '../store/query.ts';

/** One message of the month, in the hand of a running turn. */
export interface Reservation {
  /**
   * Counts the message, in the transaction that stores the turn, behind its other statements: the month's row is the
   * one that every turn of the tenant waits for. Null: nothing is counted.
   */
  readonly settle: Query<void> | null;
  /** For a turn that was not stored; without effect on one that was. */
  release(): Promise<void>;
}

/** Answered chat messages per tenant and month (UTC). */
export interface Quota {
  /** Throws `quota_exceeded` when none is left in the month of `now`; that month counts the message, whenever it is stored. */
  reserve(tenantId: Uuid, now: Date): Promise<Reservation>;
}

/** The longest turn: a message whose process was killed is free again after it. */
const HOLD_MS = 60 * 60 * 1000;
/** Turns take seconds: what they hold is counted or free soon. */
const RETRY_HELD_SECONDS = 10;

const NOTHING_COUNTED: Reservation = { settle: null, release: async () => {} };

/** `limit` null: nothing is counted. */
export function createQuota(db: Db, limit: number | null): Quota {
  if (limit === null) return { reserve: async () => NOTHING_COUNTED };
  return {
    async reserve(tenantId, now) {
      const scope = { tenantId };
      const hold = { tenantId, month: `${now.toISOString().slice(0, 7)}-01`, id: newId() };
      const heldUntil = new Date(now.getTime() + HOLD_MS);
      const queries = [lockQuotaMonth(hold), takeHold(hold, limit, now, heldUntil)] as const;
      const [, { taken, used }] = await runQueries(db, scope, queries);
      if (!taken) throw used < limit ? allHeld() : allUsed(limit, now);
      return { settle: settleHold(hold), release: () => runQuery(db, scope, releaseHold(hold)) };
    },
  };
}

const allHeld = () =>
  new ParleyError(
    'quota_exceeded',
    'The last chat messages of this month are being answered at this moment. Try again shortly.',
    { subject: 'chat', retryAfterSeconds: RETRY_HELD_SECONDS },
  );

function allUsed(limit: number, now: Date): ParleyError {
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
