import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import { insertTemplate, selectTemplate } from '../store/prompt-templates.ts';
import { runQuery } from '../store/query.ts';
import { checkText } from './check-text.ts';
import type { TemplateWithVersions } from './find-template.ts';
import { checkTemplate, isTemplateId } from './template-rules.ts';

export interface NewTemplate {
  /** 1 to 60 lower-case letters, digits, dashes and underscores. That of a built-in template takes its place. */
  readonly id: string;
  /** 1 to 100 characters; the id unless given. */
  readonly name?: string;
  /** Text of version 1, as `checkTemplate` allows it. */
  readonly body: string;
}

/**
 * A template with its first version. Throws `forbidden`, `invalid_input` with the field as its subject, or `conflict`
 * (`template`) for an id that is taken, or under which an assistant pins a version of the built-in template.
 */
export async function createTemplate(
  db: Db,
  context: Context,
  request: NewTemplate,
): Promise<TemplateWithVersions> {
  requireScope(context, 'templates:write');
  requireRole(context, 'admin', 'member');
  const { id } = request;
  if (!isTemplateId(id)) throw invalidId();
  const name = checkText(request.name ?? id, { subject: 'name', least: 1, most: 100 });
  const body = checkTemplate(request.body);
  const { tenantId, actor: createdBy } = context;
  const createdAt = await runQuery(db, { tenantId }, insertTemplate(tenantId, { id, name, body, createdBy }));
  if (createdAt === undefined) throw await conflictOf(db, context, id);
  const versions = [{ version: 1, createdBy, createdAt }];
  return { id, name, origin: 'own', latestVersion: 1, createdAt, versions };
}

async function conflictOf(db: Db, { tenantId }: Context, id: string): Promise<ParleyError> {
  const isTaken = (await runQuery(db, { tenantId }, selectTemplate(tenantId, id))) !== undefined;
  const message = isTaken
    ? `There is a template ${JSON.stringify(id)} already.`
    : `An assistant pins a version of the built-in template ${JSON.stringify(id)}. Let it follow the newest first.`;
  return new ParleyError('conflict', message, { subject: 'template' });
}

const invalidId = () =>
  new ParleyError(
    'invalid_input',
    'template_id must be 1 to 60 lower-case letters, digits, dashes and underscores.',
    { subject: 'template_id' },
  );
