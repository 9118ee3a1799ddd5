import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { type Assistant, selectAssistants } from '../store/assistants.ts';
import { runQuery } from '../store/query.ts';
import { type Page, type PageRequest, readNamePage } from './name-pages.ts';

/** The tenant's assistants, by key. Throws `forbidden`, or `invalid_input` for a page that cannot be. */
export async function listAssistants(
  db: Db,
  context: Context,
  request: PageRequest = {},
): Promise<Page<Assistant>> {
  requireScope(context, 'assistants:read', 'ai.chat:read');
  const { tenantId } = context;
  return readNamePage(
    request,
    ({ key }) => key,
    (after, limit) => runQuery(db, { tenantId }, selectAssistants(tenantId, after, limit)),
  );
}
