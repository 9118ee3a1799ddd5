import type { Context } from '../core/context.ts';
import type { Source, TurnRequest } from '../core/conversation.ts';
import type { Passage } from '../core/evidence.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { shorten } from '../lib/shorten.ts';
import { wellFormed } from '../lib/well-formed.ts';
import { insertExchange } from '../store/chat-messages.ts';
import { type Query, runQueries } from '../store/query.ts';
import type { Session } from './load-session.ts';

const SUMMARY_CHARACTERS = 120;

/** What was asked and what was said. */
export interface Turn {
  readonly request: TurnRequest;
  readonly session: Session;
  readonly question: string;
  readonly reply: string;
  readonly sources: readonly Source[];
  readonly passages: readonly Passage[];
  readonly state: unknown;
  readonly answerer: string;
  readonly abstained: boolean;
  readonly interrupted: boolean;
}

/**
 * Stores session, question and reply in one transaction, together with what settles the turn's quota; gives the
 * reply's id and time.
 */
export async function storeTurn(
  db: Db,
  { tenantId, actor }: Context,
  { request, session, ...said }: Turn,
  settle: Query<void> | null,
): Promise<{ messageId: Uuid; at: Date }> {
  const { ground } = request;
  const questionId = newId();
  const replyId = newId();
  const repliedAt = new Date();
  const exchange = insertExchange({
    ...wellFormed(said),
    tenantId,
    actor,
    dialect: request.dialect,
    sessionId: session.id,
    incidentId: session.incidentId,
    alertId: session.alertId,
    projectId: 'projectId' in ground ? ground.projectId : null,
    brandId: 'brandId' in ground ? ground.brandId : null,
    endUser: request.endUser ?? null,
    listed: request.conversation === undefined,
    summary: shorten(said.question, SUMMARY_CHARACTERS),
    questionId,
    askedAt: request.now,
    replyId,
    repliedAt,
  });
  await runQueries(db, { tenantId }, settle === null ? [exchange] : [exchange, settle]);
  return { messageId: replyId, at: repliedAt };
}
