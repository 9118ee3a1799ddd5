import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import { insertTemplateVersion, lockTemplate } from '../store/prompt-templates.ts';
import { runQueries } from '../store/query.ts';
import type { TemplateVersion } from './find-template-version.ts';
import { checkTemplate, isTemplateId, MAX_TEMPLATE_VERSIONS, noTemplate } from './template-rules.ts';

/**
 * The next version of one of the tenant's own templates, which from then on is the newest. Throws `forbidden`,
 * `invalid_input` (`body`) for a text that cannot be, `not_found` (`template`) for one that is not the tenant's, a
 * built-in one among them, or `conflict` (`template`) where it has all the versions that it can have.
 */
export async function addTemplateVersion(
  db: Db,
  context: Context,
  templateId: string,
  text: string,
): Promise<TemplateVersion> {
  requireScope(context, 'templates:write');
  requireRole(context, 'admin', 'member');
  if (!isTemplateId(templateId)) throw noTemplate();
  const body = checkTemplate(text);
  const { tenantId, actor: createdBy } = context;
  const [exists, added] = await runQueries(db, { tenantId }, [
    lockTemplate(tenantId, templateId),
    insertTemplateVersion(tenantId, { templateId, body, createdBy }, MAX_TEMPLATE_VERSIONS),
  ]);
  if (!exists) throw noTemplate();
  if (added === undefined) throw tooManyVersions();
  return { templateId, origin: 'own', ...added, body };
}

const tooManyVersions = () =>
  new ParleyError(
    'conflict',
    `A template has at most ${MAX_TEMPLATE_VERSIONS} versions. Create another template.`,
    { subject: 'template' },
  );
