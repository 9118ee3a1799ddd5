import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { parseId } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { type Project, selectProject } from '../store/projects.ts';
import { runQuery } from '../store/query.ts';

/** 8 to 60 characters, and never to be mistaken for an id. */
export const isProjectSlug = (text: string): boolean =>
  text.length >= 8 &&
  text.length <= 60 &&
  /^[a-z0-9][a-z0-9-]*[a-z0-9]$/.test(text) &&
  parseId('prj', text) === undefined;

/**
 * The tenant's project of that slug or id (a UUID in any letter case, or `prj_…`). Needs no scope: what the caller
 * wants of it does. Throws `not_found` (`project`), in the same words whatever the reason.
 */
export async function findProject(
  db: Db,
  { tenantId }: Pick<Context, 'tenantId'>,
  reference: string,
): Promise<Project> {
  const id = parseId('prj', reference) ?? null;
  const slug = isProjectSlug(reference) ? reference : null;
  if (id === null && slug === null) throw noProject();
  const project = await runQuery(db, { tenantId }, selectProject(tenantId, id, slug));
  if (project === undefined) throw noProject();
  return project;
}

export const noProject = () =>
  new ParleyError('not_found', 'There is no project with that id.', { subject: 'project' });
