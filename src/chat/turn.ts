import type { Context } from '../core/context.ts';
import type { TurnEvent, TurnRequest } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import type { Quota } from '../limits/quota.ts';
import type { AnswerEvent, Answerer } from '../models/answerer.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { checkMessage } from './check-message.ts';
import { countUsage } from './count-usage.ts';
import { loadSession, type Session } from './load-session.ts';
import { storeTurn } from './store-turn.ts';

export interface TurnParts {
  readonly db: Db;
  readonly answerer: Answerer;
  readonly quota: Quota;
  readonly metrics: Metrics;
  /** Earlier exchanges that the answerer sees. */
  readonly historyTurns: number;
}

type Finish = Extract<AnswerEvent, { type: 'finish' }>;

const NOTHING_FINISHED = { sources: [], passages: [], state: null, abstained: false, interrupted: true };

/**
 * One question and its answer: reserve, load, answer, store and settle. A caller that stops reading, or aborts,
 * interrupts the turn: what was said until then is kept and counted; a turn that failed, or was stopped before it said
 * anything, is not. Throws `invalid_input`, `not_found`, `forbidden`, `quota_exceeded`, and what the answerer throws.
 */
export async function* runTurn(
  parts: TurnParts,
  context: Context,
  request: TurnRequest,
): AsyncGenerator<TurnEvent> {
  const { db, answerer, metrics } = parts;
  const begun = performance.now();
  const question = checkMessage(request.message, request.maxMessageCharacters);
  const reservation = await parts.quota.reserve(context.tenantId, request.now);
  let session: Session | undefined;
  let reply = '';
  let outcome: 'answered' | 'abstained' | 'interrupted' | 'failed' = 'interrupted';
  try {
    session = await loadSession(db, context, request, parts.historyTurns);
    const asked = { request, session, question, answerer: answerer.name };
    yield { type: 'session', sessionId: session.id };
    let finish: Finish | undefined;
    for await (const event of answerer.answer(answerRequest(context, request, question, session))) {
      if (request.signal?.aborted && event.type !== 'finish') return;
      if (event.type === 'text') reply += event.text;
      if (event.type === 'finish') finish = event;
      else yield event;
    }
    if (finish === undefined && request.signal?.aborted) return;
    if (finish === undefined) throw new ParleyError('internal', 'The answer ended early.');
    const { type: _, state, passages = [], usage: reported, ...answered } = finish;
    const usage = reported ?? (await countUsage(request, reply));
    const turn = { ...asked, ...answered, passages, reply, state, interrupted: false };
    const stored = await storeTurn(db, context, turn, reservation.settle);
    outcome = finish.abstained ? 'abstained' : 'answered';
    const said = { ...answered, passages, usage, reply, answerer: answerer.name };
    yield { type: 'done', sessionId: session.id, ...stored, ...said };
  } catch (error) {
    if (!request.signal?.aborted) outcome = 'failed';
    throw error;
  } finally {
    if (session !== undefined) {
      const seconds = (performance.now() - begun) / 1000;
      metrics.countAnswer({ dialect: request.dialect, answerer: answerer.name, outcome, seconds });
    }
    if (outcome === 'interrupted' && session !== undefined && reply !== '') {
      const turn = { request, session, question, answerer: answerer.name, reply, ...NOTHING_FINISHED };
      await storeTurn(db, context, turn, reservation.settle);
    } else if (outcome === 'interrupted' || outcome === 'failed') await reservation.release();
  }
}

const answerRequest = (context: Context, request: TurnRequest, question: string, session: Session) => ({
  context,
  question,
  now: request.now,
  ground: request.ground,
  generation: request.generation ?? {},
  history: session.history,
  instructions: session.instructions,
  incidentId: session.incidentId,
  alertId: session.alertId,
  knowledgeVersion: session.knowledgeVersion,
  ...(request.signal ? { signal: request.signal } : {}),
});
