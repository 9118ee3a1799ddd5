import type { Context } from '../core/context.ts';
import type { TurnEvent, TurnRequest } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import type { Quota } from '../limits/quota.ts';
import type { AnswerEvent, Answerer } from '../models/answerer.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { checkMessage } from './check-message.ts';
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

const NOTHING_FINISHED = { sources: [], state: null, abstained: false, interrupted: true };

/**
 * One question and its answer: reserve, load, answer, store. A caller that stops reading, or aborts, interrupts the
 * turn: what was said until then is kept and counted; a turn that failed, or was stopped before it said anything, is not.
 * Throws `invalid_input`, `not_found`, `quota_exceeded`, and whatever the answerer throws.
 */
export async function* runTurn(
  parts: TurnParts,
  context: Context,
  request: TurnRequest,
): AsyncGenerator<TurnEvent> {
  const { db, answerer, metrics } = parts;
  const begun = performance.now();
  const question = checkMessage(request.message);
  const reservation = await parts.quota.reserve(context.tenantId, request.now);
  const asked = { dialect: request.dialect, question, askedAt: request.now, answerer: answerer.name };
  let session: Session | undefined;
  let reply = '';
  let outcome: 'answered' | 'abstained' | 'interrupted' | 'failed' = 'interrupted';
  try {
    session = await loadSession(db, context, request, parts.historyTurns);
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
    const { type: _, state, ...answered } = finish;
    const stored = await storeTurn(db, context, session, {
      ...asked,
      ...answered,
      reply,
      state,
      interrupted: false,
    });
    outcome = finish.abstained ? 'abstained' : 'answered';
    yield { type: 'done', sessionId: session.id, ...stored, ...answered, reply, answerer: answerer.name };
  } catch (error) {
    if (!request.signal?.aborted) outcome = 'failed';
    throw error;
  } finally {
    if (session !== undefined) {
      const seconds = (performance.now() - begun) / 1000;
      metrics.countAnswer({ dialect: request.dialect, answerer: answerer.name, outcome, seconds });
    }
    if (outcome === 'interrupted' && session !== undefined && reply !== '') {
      await storeTurn(db, context, session, { ...asked, reply, ...NOTHING_FINISHED });
    } else if (outcome === 'interrupted' || outcome === 'failed') await reservation.refund();
  }
}

const answerRequest = (context: Context, request: TurnRequest, question: string, session: Session) => ({
  context,
  question,
  now: request.now,
  history: session.history,
  incidentId: session.incidentId,
  knowledgeVersion: session.knowledgeVersion,
  ...(request.signal ? { signal: request.signal } : {}),
});
