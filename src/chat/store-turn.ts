import type { Context } from '../core/context.ts';
import type { TurnRequest } from '../core/conversation.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { ModelCall } from '../core/model-call.ts';
import type { Db } from '../db/db.ts';
import { shorten } from '../lib/shorten.ts';
import { wellFormed } from '../lib/well-formed.ts';
import { insertExchange, type NewReply } from '../store/chat-messages.ts';
import { insertModelCalls } from '../store/model-calls.ts';
import { type Query, runQueries } from '../store/query.ts';
import type { Session } from './load-session.ts';

const SUMMARY_CHARACTERS = 120;

/** What was asked and what was said. */
export interface Turn {
  readonly request: TurnRequest;
  readonly session: Session;
  readonly question: string;
  /** Null for a question that nobody could answer. */
  readonly reply: Omit<NewReply, 'id' | 'at' | 'template'> | null;
  readonly calls: readonly ModelCall[];
}

/** What a turn's sources and its costs belong to, where it is about a project. */
export const projectOf = ({ ground }: TurnRequest): Uuid | null =>
  'projectId' in ground ? ground.projectId : null;

/**
 * Stores session, question, reply and the calls of models in one transaction, together with what settles the turn;
 * gives the reply's id and time.
 */
export async function storeTurn(
  db: Db,
  { tenantId, actor }: Context,
  { request, session, question, reply, calls }: Turn,
  settle: readonly Query<void>[],
): Promise<{ messageId: Uuid; at: Date }> {
  const { ground, dialect } = request;
  const asked = wellFormed(question);
  const replied = { id: newId(), at: new Date(), template: session.template };
  const questionId = newId();
  const projectId = projectOf(request);
  const exchange = insertExchange({
    tenantId,
    actor,
    dialect,
    sessionId: session.id,
    incidentId: session.incidentId,
    alertId: session.alertId,
    projectId,
    brandId: 'brandId' in ground ? ground.brandId : null,
    endUser: request.endUser ?? null,
    listed: request.conversation === undefined,
    summary: shorten(asked, SUMMARY_CHARACTERS),
    questionId,
    question: asked,
    askedAt: request.now,
    reply: reply === null ? null : { ...wellFormed(reply), ...replied },
  });
  const messageId = reply === null ? questionId : replied.id;
  const turn = { sessionId: session.id, messageId, projectId, dialect, actor };
  const ledger = calls.length === 0 ? [] : [insertModelCalls(tenantId, turn, calls)];
  await runQueries(db, { tenantId }, [exchange, ...ledger, ...settle]);
  return { messageId, at: replied.at };
}
