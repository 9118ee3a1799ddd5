import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { deleteProjectRow } from '../store/projects.ts';
import { runQuery } from '../store/query.ts';
import { findProject, noProject } from './find-project.ts';

/** Ends a project; what was said about it stays. `reference` as for `findProject`. Throws `forbidden` or `not_found`. */
export async function deleteProject(db: Db, context: Context, reference: string): Promise<void> {
  requireScope(context, 'projects:write');
  requireRole(context, 'admin', 'member');
  const { tenantId } = context;
  const { id } = await findProject(db, context, reference);
  if (!(await runQuery(db, { tenantId }, deleteProjectRow(tenantId, id)))) throw noProject();
}
