import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import { selectTemplate, selectTemplateVersion } from '../store/prompt-templates.ts';
import { runQueries } from '../store/query.ts';
import { builtinTemplate } from './prompts/builtin-templates.ts';
import { isTemplateId, noTemplate } from './template-rules.ts';

/** One version with its text; who made it and when is null for a built-in one. */
export interface TemplateVersion {
  readonly templateId: string;
  readonly origin: 'builtin' | 'own';
  readonly version: number;
  readonly body: string;
  readonly createdBy: string | null;
  readonly createdAt: Date | null;
}

/** `version` from 1. Throws `forbidden`, or `not_found` (`template`, `version`). */
export async function findTemplateVersion(
  db: Db,
  context: Context,
  templateId: string,
  version: number,
): Promise<TemplateVersion> {
  requireScope(context, 'templates:read', 'ai.chat:read');
  if (!isTemplateId(templateId)) throw noTemplate();
  const { tenantId } = context;
  const [template, own] = await runQueries(db, { tenantId }, [
    selectTemplate(tenantId, templateId),
    selectTemplateVersion(tenantId, templateId, version),
  ]);
  if (own !== undefined) return { templateId, origin: 'own', ...own };
  if (template !== undefined) throw noVersion();
  if (builtinTemplate(templateId, null) === undefined) throw noTemplate();
  const builtin = builtinTemplate(templateId, version);
  if (builtin === undefined) throw noVersion();
  const { body } = builtin;
  return { templateId, origin: 'builtin', version, body, createdBy: null, createdAt: null };
}

const noVersion = () =>
  new ParleyError('not_found', 'The template has no version of that number.', { subject: 'version' });
