import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { type StoredMessage, selectMessagePage, selectMessages } from '../store/chat-messages.ts';
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
  throw unknownSession();
}

/**
 * One page of the caller's session, oldest first; `number` begins with 1. `total` counts all messages. Throws
 * `not_found` for a session that is not the caller's.
 */
export async function readSessionPage(
  db: Db,
  { tenantId, actor }: Context,
  sessionId: Uuid,
  { number, size }: { readonly number: number; readonly size: number },
): Promise<{ messages: readonly SessionMessage[]; total: number }> {
  const place = { offset: (number - 1) * size, limit: size };
  const page = await runQuery(db, { tenantId }, selectMessagePage(tenantId, actor, sessionId, place));
  if (page !== undefined) return page;
  throw unknownSession();
}

const unknownSession = () =>
  new ParleyError('not_found', 'There is no session with that id.', { subject: 'session' });
