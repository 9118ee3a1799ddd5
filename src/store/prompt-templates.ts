import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** One of the tenant's templates. Its versions have the numbers 1 to `latestVersion`, without gaps. */
export interface StoredTemplate {
  readonly id: string;
  readonly name: string;
  readonly latestVersion: number;
  readonly createdAt: Date;
}

/** What is known of a version beside its text. */
export interface StoredTemplateVersion {
  readonly version: number;
  /** The actor of a context. */
  readonly createdBy: string;
  readonly createdAt: Date;
}

const COLUMNS = `template.id, template.name, template.created_at as "createdAt",
  (
    select max(version) from prompt_template_versions
    where tenant_id = template.tenant_id and template_id = template.id
  ) as "latestVersion"`;

const VERSION_COLUMNS = 'version, created_by as "createdBy", created_at as "createdAt"';

const readTemplates = (rows: Record<string, unknown>[]) => rows as unknown as StoredTemplate[];

/**
 * The template with its first version; gives the time of creation, undefined when the id is taken, or when an assistant
 * pins a version under it: one of a built-in template, which the new one would take the place of. Scope: the tenant.
 */
export const insertTemplate = (
  tenantId: Uuid,
  template: { readonly id: string; readonly name: string; readonly body: string; readonly createdBy: string },
): Query<Date | undefined> => ({
  sql: `with template as (
      insert into prompt_templates (tenant_id, id, name)
      select $1, $2, $3 where not exists (
        select from assistants where tenant_id = $1 and template_id = $2 and template_version is not null
      )
      on conflict (tenant_id, id) do nothing returning tenant_id, id, created_at
    ), version as (
      insert into prompt_template_versions (tenant_id, template_id, version, body, created_by, created_at)
      select tenant_id, id, 1, $4, $5, created_at from template
    )
    select created_at from template`,
  params: [tenantId, template.id, template.name, template.body, template.createdBy],
  read: (rows) => rows[0]?.created_at as Date | undefined,
});

/** Scope: the tenant. */
export const selectTemplate = (tenantId: Uuid, id: string): Query<StoredTemplate | undefined> => ({
  sql: `select ${COLUMNS} from prompt_templates template where tenant_id = $1 and id = $2`,
  params: [tenantId, id],
  read: (rows) => readTemplates(rows)[0],
});

/** By id, those after the id `after`; null: from the first. Scope: the tenant. */
export const selectTemplates = (
  tenantId: Uuid,
  after: string | null,
  limit: number,
): Query<StoredTemplate[]> => ({
  sql: `select ${COLUMNS} from prompt_templates template
    where tenant_id = $1 and ($2::text is null or id > $2) order by id limit $3`,
  params: [tenantId, after, limit],
  read: readTemplates,
});

/** Newest first. Scope: the tenant. */
export const selectTemplateVersions = (tenantId: Uuid, id: string): Query<StoredTemplateVersion[]> => ({
  sql: `select ${VERSION_COLUMNS} from prompt_template_versions
    where tenant_id = $1 and template_id = $2 order by version desc`,
  params: [tenantId, id],
  read: (rows) => rows as unknown as StoredTemplateVersion[],
});

/** Scope: the tenant. */
export const selectTemplateVersion = (
  tenantId: Uuid,
  id: string,
  version: number,
): Query<(StoredTemplateVersion & { readonly body: string }) | undefined> => ({
  sql: `select ${VERSION_COLUMNS}, body from prompt_template_versions
    where tenant_id = $1 and template_id = $2 and version = $3`,
  params: [tenantId, id, version],
  read: (rows) => rows[0] as unknown as (StoredTemplateVersion & { readonly body: string }) | undefined,
});

/** Lets one transaction at a time add a version; false where there is no such template. Scope: the tenant. */
export const lockTemplate = (tenantId: Uuid, id: string): Query<boolean> => ({
  sql: 'select id from prompt_templates where tenant_id = $1 and id = $2 for update',
  params: [tenantId, id],
  read: (rows) => rows.length === 1,
});

/**
 * The next version of a template that exists; undefined where it has `most` of them. Needs `lockTemplate` before it.
 * Scope: the tenant.
 */
export const insertTemplateVersion = (
  tenantId: Uuid,
  version: { readonly templateId: string; readonly body: string; readonly createdBy: string },
  most: number,
): Query<StoredTemplateVersion | undefined> => ({
  sql: `insert into prompt_template_versions (tenant_id, template_id, version, body, created_by)
    select tenant_id, template_id, max(version) + 1, $3, $4 from prompt_template_versions
    where tenant_id = $1 and template_id = $2
    group by tenant_id, template_id having max(version) < $5
    returning ${VERSION_COLUMNS}`,
  params: [tenantId, version.templateId, version.body, version.createdBy, most],
  read: (rows) => rows[0] as unknown as StoredTemplateVersion | undefined,
});
