import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { type Project, selectProjects } from '../store/projects.ts';
import { runQuery } from '../store/query.ts';
import { type Page, type PageRequest, readNamePage } from './name-pages.ts';

/** The tenant's projects, by slug. Throws `forbidden`, or `invalid_input` for a page that cannot be. */
export async function listProjects(
  db: Db,
  context: Context,
  request: PageRequest = {},
): Promise<Page<Project>> {
  requireScope(context, 'projects:read', 'ai.chat:read');
  const { tenantId } = context;
  return readNamePage(
    request,
    ({ slug }) => slug,
    (after, limit) => runQuery(db, { tenantId }, selectProjects(tenantId, after, limit)),
  );
}
