import type { Context } from '../core/context.ts';
import type { TurnRequest } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import type { TurnReservation } from '../limits/allowance.ts';
import { type Heard, replyOf } from './hear.ts';
import type { Session } from './load-session.ts';
import { storeTurn } from './store-turn.ts';

/** A turn that came to no good end. */
interface Unfinished {
  readonly request: TurnRequest;
  /** Undefined where it could not be loaded. */
  readonly session: Session | undefined;
  readonly question: string;
  readonly heard: Heard;
  readonly outcome: 'interrupted' | 'failed';
  /** What went wrong, where something did. */
  readonly failure: unknown;
}

/**
 * Keeps what there is of a turn that was stopped or failed. One that was stopped is charged for what it used; one that
 * failed for nothing, but what its models were asked stays on the books, and a question that no model could answer in the
 * conversation.
 */
export async function keepUnfinished(
  db: Db,
  context: Context,
  { request, session, question, heard, outcome, failure }: Unfinished,
  reservation: TurnReservation,
): Promise<void> {
  const { calls, answerer } = heard;
  const isSpoken = heard.reply !== '';
  const isStopped = outcome === 'interrupted';
  const hasNoModel = failure instanceof ParleyError && failure.code === 'model_unavailable';
  try {
    if (session === undefined || !(calls.length > 0 || hasNoModel || (isStopped && isSpoken))) return;
    const reply = isSpoken ? replyOf(heard, true) : null;
    const settle = isStopped ? reservation.settle({ isMessage: isSpoken, calls, answerer, usage: null }) : [];
    await storeTurn(db, context, { request, session, question, reply, calls }, settle);
  } finally {
    await reservation.release();
  }
}
