import { requireRole } from '../../auth/roles.ts';
import { requireScope } from '../../auth/scopes.ts';
import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import type { NodeKind } from '../../core/topology.ts';
import type { Db } from '../../db/db.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { findProject } from '../find-project.ts';

/** What the interface itself says stands in no file. */
export const API_PLACE = { file: 'api', line: null } as const;

/** The project whose graph the caller may read. Throws `forbidden` or `not_found` (`project`). */
export async function readableGraph(db: Db, context: Context, reference: string): Promise<ProjectKey> {
  requireScope(context, 'projects:read', 'ai.chat:read');
  return keyOf(db, context, reference);
}

/** The project whose graph the caller may change. Throws `forbidden` or `not_found` (`project`). */
export async function writableGraph(db: Db, context: Context, reference: string): Promise<ProjectKey> {
  requireScope(context, 'projects:write');
  requireRole(context, 'admin', 'member');
  return keyOf(db, context, reference);
}

async function keyOf(db: Db, context: Context, reference: string): Promise<ProjectKey> {
  const { id } = await findProject(db, context, reference);
  return { tenantId: context.tenantId, projectId: id };
}

export const noSuch = (kind: NodeKind): ParleyError =>
  new ParleyError('not_found', `The project has no ${kind} of that name.`, { subject: kind });
