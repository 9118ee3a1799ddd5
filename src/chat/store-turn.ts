import type { Context } from '../core/context.ts';
import type { Dialect, Source } from '../core/conversation.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { shorten } from '../lib/shorten.ts';
import { wellFormed } from '../lib/well-formed.ts';
import { insertExchange } from '../store/chat-messages.ts';
import { runQuery } from '../store/query.ts';
import type { Session } from './load-session.ts';

const SUMMARY_CHARACTERS = 120;

/** What was asked and what was said. */
export interface Turn {
  readonly dialect: Dialect;
  readonly question: string;
  readonly askedAt: Date;
  readonly reply: string;
  readonly sources: readonly Source[];
  readonly state: unknown;
  readonly answerer: string;
  readonly abstained: boolean;
  readonly interrupted: boolean;
}

/** Stores session, question and reply in one transaction; gives the reply's id and time. */
export async function storeTurn(
  db: Db,
  { tenantId, actor }: Context,
  session: Session,
  turn: Turn,
): Promise<{ messageId: Uuid; at: Date }> {
  const questionId = newId();
  const replyId = newId();
  const repliedAt = new Date();
  const exchange = insertExchange({
    ...wellFormed(turn),
    tenantId,
    actor,
    sessionId: session.id,
    incidentId: session.incidentId,
    summary: shorten(turn.question, SUMMARY_CHARACTERS),
    questionId,
    replyId,
    repliedAt,
  });
  await runQuery(db, { tenantId }, exchange);
  return { messageId: replyId, at: repliedAt };
}
