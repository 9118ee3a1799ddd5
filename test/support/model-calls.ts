import { newId, type Uuid } from '../../src/core/ids.ts';
import type { ModelCall } from '../../src/core/model-call.ts';
import type { Db } from '../../src/db/db.ts';
import { type CalledTurn, insertModelCalls } from '../../src/store/model-calls.ts';
import { runQuery } from '../../src/store/query.ts';

/** A call that answered, at noon of 20 November 2026 unless told otherwise. */
export const modelCall = (more: Partial<ModelCall> = {}): ModelCall => ({
  id: newId(),
  provider: 'openai',
  model: 'gpt-4o-mini',
  outcome: 'answered',
  failure: null,
  attempt: 1,
  promptTokens: 100,
  cachedTokens: 0,
  completionTokens: 10,
  isEstimated: false,
  price: 0.001,
  beganAt: new Date('2026-11-20T12:00:00Z'),
  firstTokenMs: 120.5,
  lastTokenMs: 900.25,
  ...more,
});

/** A turn of the memory chat unless told otherwise. */
export const calledTurn = (more: Partial<CalledTurn> = {}): CalledTurn => ({
  sessionId: newId(),
  messageId: newId(),
  projectId: null,
  dialect: 'memory',
  actor: 'jwt:ada',
  ...more,
});

/** Keeps the calls of one turn in the ledger. */
export const keepCalls = (
  db: Db,
  tenantId: Uuid,
  calls: readonly ModelCall[],
  turn: Partial<CalledTurn> = {},
): Promise<void> => runQuery(db, { tenantId }, insertModelCalls(tenantId, calledTurn(turn), calls));
