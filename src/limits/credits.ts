import { ParleyError } from '../core/errors.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import {
  type CreditState,
  lockCredits,
  releaseCreditHold,
  settleCreditHold,
  takeCreditHold,
} from '../store/project-credits.ts';
import { type Query, runQueries, runQuery } from '../store/query.ts';

/** What a running turn may cost its project, kept back from its balance. */
export interface CreditReservation {
  /**
   * Takes what the turn cost, in the transaction that stores the turn, behind its other statements: the balance is the
   * row that every turn of the project waits for. What is more than was reserved is taken as far as nobody else has
   * reserved it, and never below a balance of zero. Once only, and not after `release`. Null: nothing is taken.
   */
  settle(credits: number, now?: Date): Query<void> | null;
  /** For a turn that cost nothing or could not be stored; without effect once it is settled. */
  release(): Promise<void>;
}

/** The AI credits that answers about a project cost. */
export interface Credits {
  /** A price in credits: none where nobody knows the price, or where answers cost none. */
  costOf(price: number | null): number;
  /**
   * Keeps back the most that an answer can cost. Throws `insufficient_credits` where the balance, without what running
   * turns have reserved, does not pay for it.
   */
  reserve(tenantId: Uuid, projectId: Uuid, mostCredits: number, now?: Date): Promise<CreditReservation>;
}

/** The longest turn: what a killed process had reserved is free again after it. */
const HOLD_MS = 60 * 60 * 1000;

const NOTHING_RESERVED: CreditReservation = { settle: () => null, release: async () => {} };

/** `rate`: credits that one unit of price costs; null: answers cost none. */
export function createCredits(db: Db, rate: number | null): Credits {
  return {
    costOf: (price) => (price ?? 0) * (rate ?? 0),
    async reserve(tenantId, projectId, mostCredits, now = new Date()) {
      if (rate === null || checked(mostCredits) === 0) return NOTHING_RESERVED;
      const scope = { tenantId };
      const hold = { tenantId, projectId, id: newId() };
      const heldUntil = new Date(now.getTime() + HOLD_MS);
      const take = takeCreditHold(hold, mostCredits, now, heldUntil);
      const [, state] = await runQueries(db, scope, [lockCredits(tenantId, projectId), take]);
      if (!state?.taken) throw insufficient(mostCredits, state ?? { balance: 0, held: 0 });
      return {
        settle: (credits, at = new Date()) => settleCreditHold(hold, checked(credits), at),
        release: () => runQuery(db, scope, releaseCreditHold(hold)),
      };
    },
  };
}

/** A negative cost would fill the balance. */
function checked(credits: number): number {
  if (Number.isFinite(credits) && credits >= 0) return credits;
  throw new RangeError(`${credits} is no number of credits`);
}

function insufficient(needed: number, { balance, held }: CreditState): ParleyError {
  const [most, left] = [needed, balance].map((credits) => Number(credits.toFixed(9)));
  const isHeld = held > 0 && balance >= needed;
  return new ParleyError(
    'insufficient_credits',
    isHeld
      ? 'The AI credits that this project has left are reserved by answers that are being given. Try again shortly.'
      : `An answer can cost up to ${most} AI credits, and this project has ${left} left. Have an administrator add some.`,
    { subject: 'credits' },
  );
}
