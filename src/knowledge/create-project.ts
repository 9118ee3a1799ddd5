import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { insertProject, type Project } from '../store/projects.ts';
import { runQuery } from '../store/query.ts';
import { checkText } from './check-text.ts';
import { isProjectSlug } from './find-project.ts';

export interface NewProject {
  readonly slug: string;
  /** 3 to 60 characters; the slug unless given. */
  readonly name?: string;
  /** At most 2,000 characters. */
  readonly description?: string | null;
}

/**
 * `aiCredits`: what it begins with. Throws `forbidden`, `invalid_input` with the field as its subject, or `conflict`
 * (`project`) for a slug that is taken.
 */
export async function createProject(
  db: Db,
  context: Context,
  request: NewProject,
  aiCredits = 0,
): Promise<Project> {
  requireScope(context, 'projects:write');
  requireRole(context, 'admin', 'member');
  const { slug } = request;
  if (!isProjectSlug(slug)) throw invalidSlug();
  const name = checkText(request.name ?? slug, { subject: 'name', least: 3, most: 60 });
  const rule = { subject: 'description', least: 0, most: 2000, lines: true };
  const description = checkText(request.description ?? '', rule) || null;
  const { tenantId } = context;
  const project = { id: newId(), slug, name, description, aiCredits };
  const createdAt = await runQuery(db, { tenantId }, insertProject(tenantId, project));
  if (createdAt !== undefined) return { ...project, createdAt };
  throw new ParleyError('conflict', `There is a project ${JSON.stringify(slug)} already.`, {
    subject: 'project',
  });
}

const invalidSlug = () =>
  new ParleyError(
    'invalid_input',
    'slug must be 8 to 60 lower-case letters, digits and dashes, with no dash at either end, and no UUID.',
    { subject: 'slug' },
  );
