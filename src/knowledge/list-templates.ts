import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { selectTemplates } from '../store/prompt-templates.ts';
import { runQuery } from '../store/query.ts';
import { builtinTemplateView, type Template } from './find-template.ts';
import { type Page, type PageRequest, readNamePage } from './name-pages.ts';
import { newestBuiltinTemplates } from './prompts/builtin-templates.ts';

/**
 * The tenant's templates, and the built-in ones whose place none of them takes, by id. Throws `forbidden`, or
 * `invalid_input` for a page that cannot be.
 */
export async function listTemplates(
  db: Db,
  context: Context,
  request: PageRequest = {},
): Promise<Page<Template>> {
  requireScope(context, 'templates:read', 'ai.chat:read');
  const { tenantId } = context;
  return readNamePage(
    request,
    ({ id }) => id,
    async (after, limit) => {
      const own = await runQuery(db, { tenantId }, selectTemplates(tenantId, after, limit));
      const builtin = newestBuiltinTemplates().filter(({ id }) => after === null || id > after);
      // The tenant's own come last, so that they stand in place of those of the same id.
      const all = new Map<string, Template>([
        ...builtin.map((template): [string, Template] => [template.id, builtinTemplateView(template)]),
        ...own.map((template): [string, Template] => [template.id, { ...template, origin: 'own' }]),
      ]);
      return [...all.values()].sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, limit);
    },
  );
}
