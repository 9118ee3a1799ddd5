import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { PromptTemplate } from '../core/prompt-template.ts';
import type { Db } from '../db/db.ts';
import { selectTemplate, selectTemplateVersions } from '../store/prompt-templates.ts';
import { runQueries } from '../store/query.ts';
import { builtinTemplate, builtinTemplates } from './prompts/builtin-templates.ts';
import { isTemplateId, noTemplate } from './template-rules.ts';

/** A template as callers see it. */
export interface Template {
  readonly id: string;
  readonly name: string;
  /** Whether it comes with the server, or is the tenant's. */
  readonly origin: 'builtin' | 'own';
  readonly latestVersion: number;
  /** Null for a built-in one. */
  readonly createdAt: Date | null;
}

export interface TemplateWithVersions extends Template {
  /** Newest first. Who made it and when is null for a built-in one. */
  readonly versions: readonly {
    readonly version: number;
    readonly createdBy: string | null;
    readonly createdAt: Date | null;
  }[];
}

/** The tenant's template of that id, else the built-in one. Throws `forbidden` or `not_found` (`template`). */
export async function findTemplate(db: Db, context: Context, id: string): Promise<TemplateWithVersions> {
  requireScope(context, 'templates:read', 'ai.chat:read');
  if (!isTemplateId(id)) throw noTemplate();
  const { tenantId } = context;
  const [own, versions] = await runQueries(db, { tenantId }, [
    selectTemplate(tenantId, id),
    selectTemplateVersions(tenantId, id),
  ]);
  if (own !== undefined) return { ...own, origin: 'own', versions };
  const newest = builtinTemplate(id, null);
  if (newest === undefined) throw noTemplate();
  const released = builtinTemplates().filter((each) => each.id === id);
  return {
    ...builtinTemplateView(newest),
    versions: released.map(({ version }) => ({ version, createdBy: null, createdAt: null })).toReversed(),
  };
}

export const builtinTemplateView = ({ id, version }: PromptTemplate): Template => ({
  id,
  name: id,
  origin: 'builtin',
  latestVersion: version,
  createdAt: null,
});
