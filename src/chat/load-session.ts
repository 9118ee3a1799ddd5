import type { Context } from '../core/context.ts';
import type { TurnRequest } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import type { PastTurn } from '../models/answerer.ts';
import { selectLastExchanges } from '../store/chat-messages.ts';
import { selectTurnStart } from '../store/chat-sessions.ts';
import { runQueries, runQuery } from '../store/query.ts';

/** The session in which a turn takes place; a new one exists in the store only once its first turn is stored. */
export interface Session {
  readonly id: Uuid;
  readonly incidentId: Uuid | null;
  /** Oldest first. */
  readonly history: readonly PastTurn[];
  readonly knowledgeVersion: number;
}

/** Throws `not_found` for a session that is not the caller's and for an incident that is not the tenant's. */
export async function loadSession(
  db: Db,
  { tenantId, actor }: Context,
  request: Pick<TurnRequest, 'sessionId' | 'incidentId'>,
  historyTurns: number,
): Promise<Session> {
  const { sessionId, incidentId = null } = request;
  const start = selectTurnStart(tenantId, actor, sessionId ?? null, incidentId);
  const [begun, history] =
    sessionId === undefined
      ? [await runQuery(db, { tenantId }, start), []]
      : await runQueries(db, { tenantId }, [
          start,
          selectLastExchanges(tenantId, actor, sessionId, historyTurns),
        ]);
  if (sessionId !== undefined && begun.session === undefined) {
    throw new ParleyError('not_found', 'There is no session with that id.', { subject: 'session' });
  }
  if (!begun.incidentExists) {
    throw new ParleyError('not_found', 'There is no incident with that id.', { subject: 'incident' });
  }
  const bound = begun.session?.incidentId ?? null;
  if (bound !== null && incidentId !== null && bound !== incidentId) {
    const message = 'The session is about another incident; leave incidentId out, or begin a new session.';
    throw new ParleyError('invalid_input', message, { subject: 'incidentId' });
  }
  return {
    id: sessionId ?? newId(),
    incidentId: bound ?? incidentId,
    history,
    knowledgeVersion: begun.knowledgeVersion,
  };
}
