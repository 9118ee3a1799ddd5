import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { type SessionSummary, selectSessions } from '../store/chat-sessions.ts';
import { runQuery } from '../store/query.ts';
import { decodeCursor, encodeCursor } from './session-cursor.ts';

export interface SessionPage {
  readonly items: readonly SessionSummary[];
  readonly nextCursor: string | null;
}

/**
 * The caller's sessions, latest message first, `limit` a page; `unbound`: only those about no incident or alert. Pages that follow each other show every session that
 * was there when the first one was read exactly once, whatever is written meanwhile.
 */
export async function listSessions(
  db: Db,
  { tenantId, actor }: Context,
  page: { readonly limit: number; readonly cursor?: string; readonly unbound?: boolean },
): Promise<SessionPage> {
  const start = page.cursor === undefined ? { asOf: new Date() } : decodeCursor(page.cursor);
  const choice = { limit: page.limit + 1, unbound: page.unbound ?? false };
  const found = await runQuery(db, { tenantId }, selectSessions(tenantId, actor, start, choice));
  const items = found.slice(0, page.limit);
  const last = found.length > page.limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor(start.asOf, last.position, last.sessionId) : null };
}
