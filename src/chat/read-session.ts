import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { type StoredMessage, selectMessages } from '../store/chat-messages.ts';
import { runQuery } from '../store/query.ts';

export type SessionMessage = StoredMessage;

/** Of a longer session the latest are shown. */
const MAX_MESSAGES_SHOWN = 2000;

/** Messages of the caller's session, oldest first. Throws `not_found` for a session that is not the caller's. */
export async function readSession(
  db: Db,
  { tenantId, actor }: Context,
  sessionId: Uuid,
): Promise<SessionMessage[]> {
  const messages = await runQuery(
    db,
    { tenantId },
    selectMessages(tenantId, actor, sessionId, MAX_MESSAGES_SHOWN),
  );
  // A session comes into the store together with its first messages.
  if (messages.length > 0) return messages;
  throw new ParleyError('not_found', 'There is no session with that id.', { subject: 'session' });
}
