import type { Usage } from '../core/conversation.ts';
import type { Uuid } from '../core/ids.ts';
import type { ModelCall } from '../core/model-call.ts';
import { BUILTIN } from '../core/model-name.ts';
import type { Query } from '../store/query.ts';
import type { Credits } from './credits.ts';
import { type Prices, priceOf } from './prices.ts';
import type { Quota } from './quota.ts';

/** What a turn has used when it ends. */
interface TurnUse {
  /** Whether it counts as a message of the month. */
  readonly isMessage: boolean;
  readonly calls: readonly ModelCall[];
  /** Who answered, and the tokens of question and reply; null where nobody counted them. */
  readonly answerer: string;
  readonly usage: Usage | null;
}

/** What one turn may use of its tenant's quota and its project's credits, held until the turn is over. */
export interface TurnReservation {
  /** What the transaction that stores the turn runs last. */
  settle(use: TurnUse): Query<void>[];
  /** Gives back what was not settled. */
  release(): Promise<void>;
}

export interface Allowance {
  /** Whether built-in answers cost something, so that their tokens have to be counted. */
  readonly chargesBuiltin: boolean;
  /** Throws `quota_exceeded`, or `insufficient_credits` before any model was asked. */
  reserve(tenantId: Uuid, projectId: Uuid | null, now: Date): Promise<TurnReservation>;
}

interface AllowanceParts {
  readonly quota: Quota;
  readonly credits: Credits;
  readonly prices: Prices | null;
  /** The most that one turn can cost. */
  readonly mostCredits: number;
}

const NO_CREDITS = { settle: () => null, release: async () => {} };

export function createAllowance({ quota, credits, prices, mostCredits }: AllowanceParts): Allowance {
  const chargesBuiltin = prices?.has(BUILTIN) ?? false;
  const builtinPrice = ({ answerer, usage }: TurnUse): number =>
    (chargesBuiltin && answerer === BUILTIN && usage !== null
      ? priceOf(prices, BUILTIN, { ...usage, cachedTokens: 0 })
      : null) ?? 0;
  return {
    chargesBuiltin,
    async reserve(tenantId, projectId, now) {
      const message = await quota.reserve(tenantId, now);
      const reserved =
        projectId === null
          ? NO_CREDITS
          : await credits.reserve(tenantId, projectId, mostCredits, now).catch(async (error: unknown) => {
              await message.release();
              throw error;
            });
      return {
        settle(use) {
          const price = use.calls.reduce((sum, call) => sum + (call.price ?? 0), builtinPrice(use));
          const queries = [use.isMessage ? message.settle : null, reserved.settle(credits.costOf(price))];
          return queries.filter((query) => query !== null);
        },
        async release() {
          await Promise.all([message.release(), reserved.release()]);
        },
      };
    },
  };
}
