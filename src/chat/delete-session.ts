import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { deleteSession as deleteRows } from '../store/chat-sessions.ts';
import { runQuery } from '../store/query.ts';

/** Deletes the caller's session and its messages for good. Throws `not_found` for a session that is not the caller's. */
export async function deleteSession(db: Db, { tenantId, actor }: Context, sessionId: Uuid): Promise<void> {
  if (await runQuery(db, { tenantId }, deleteRows(tenantId, actor, sessionId))) return;
  throw new ParleyError('not_found', 'There is no session with that id.', { subject: 'session' });
}
