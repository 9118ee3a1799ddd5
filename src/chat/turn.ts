import type { Context } from '../core/context.ts';
import type { TurnEvent, TurnRequest } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import type { Allowance } from '../limits/allowance.ts';
import type { Answerer } from '../models/answerer.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import { answerRequest } from './answer-request.ts';
import { checkMessage } from './check-message.ts';
import { countUsage } from './count-usage.ts';
import { doneWith } from './done-with.ts';
import { type Heard, hear, replyOf } from './hear.ts';
import { keepUnfinished } from './keep-unfinished.ts';
import { loadSession, type Session } from './load-session.ts';
import { projectOf, storeTurn } from './store-turn.ts';
import { type Outcome, watchTurn } from './watch-turn.ts';

export interface TurnParts {
  readonly db: Db;
  readonly answerer: Answerer;
  readonly allowance: Allowance;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** Earlier exchanges that the answerer sees. */
  readonly historyTurns: number;
}

/**
 * One question and its answer: reserve, load, answer, store and settle. A caller that stops reading, or aborts,
 * interrupts the turn: what was said until then is kept and counted; a turn that failed, or was stopped before it said
 * anything, is not. Throws `invalid_input`, `not_found`, `forbidden`, `quota_exceeded`, `insufficient_credits`, and
 * what the answerer throws.
 */
export async function* runTurn(
  parts: TurnParts,
  context: Context,
  request: TurnRequest,
): AsyncGenerator<TurnEvent> {
  const { db, answerer, allowance } = parts;
  const watch = watchTurn(parts, request);
  const question = checkMessage(request.message, request.maxMessageCharacters);
  const reservation = await allowance.reserve(context.tenantId, projectOf(request), request.now);
  const heard: Heard = { answerer: answerer.name, reply: '', finish: undefined, calls: [] };
  let session: Session | undefined;
  let outcome: Outcome = 'interrupted';
  let failure: unknown;
  try {
    session = await loadSession(db, context, request, parts.historyTurns);
    const span = watch.begun(session);
    yield { type: 'session', sessionId: session.id };
    const asked = answerRequest({ context, request, question, session, heard, span });
    yield* hear(answerer.answer(asked), heard, request.signal);
    const { finish, calls } = heard;
    if (finish === undefined || finish.isPartial) {
      if (request.signal?.aborted) return;
      throw new ParleyError('internal', 'The answer ended early.');
    }
    const reply = replyOf(heard, false);
    const usage = finish.usage ?? (await countUsage(request, reply.content, allowance.chargesBuiltin));
    const settle = reservation.settle({ isMessage: true, calls, answerer: reply.answerer, usage });
    const stored = await storeTurn(db, context, { request, session, question, reply, calls }, settle);
    outcome = finish.abstained ? 'abstained' : 'answered';
    yield doneWith({ session, stored, reply, usage, inputRequired: finish.inputRequired });
  } catch (error) {
    if (!request.signal?.aborted) outcome = 'failed';
    failure = error;
    throw error;
  } finally {
    watch.ended(heard, outcome, failure);
    if (outcome === 'interrupted' || outcome === 'failed')
      await keepUnfinished(db, context, { request, session, question, heard, failure, outcome }, reservation);
  }
}
