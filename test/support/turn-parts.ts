import type { TurnParts } from '../../src/chat/turn.ts';
import type { Db } from '../../src/db/db.ts';
import { createAllowance } from '../../src/limits/allowance.ts';
import { createCredits } from '../../src/limits/credits.ts';
import { createQuota } from '../../src/limits/quota.ts';
import type { Answerer } from '../../src/models/answerer.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';
import { noTracing } from '../../src/telemetry/tracing.ts';

/** What a turn needs, with a monthly quota of messages (null: none) and without prices. */
export function turnParts(db: Db, answerer: Answerer, quota: number | null): TurnParts {
  return {
    db,
    answerer,
    allowance: createAllowance({
      quota: createQuota(db, quota),
      credits: createCredits(db, null),
      prices: null,
      mostCredits: 0,
    }),
    metrics: createMetrics(db.engine),
    tracing: noTracing,
    historyTurns: 3,
  };
}
