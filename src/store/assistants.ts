import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** What a caller of the document chat picks with one name. */
export interface Assistant {
  readonly id: Uuid;
  /** What callers send as `assistant_id`; unique in the tenant. */
  readonly key: string;
  readonly name: string;
  readonly templateId: string;
  /** The version that it pins; null: it follows the newest. */
  readonly templateVersion: number | null;
  /** Where the request names no model. */
  readonly defaultModel: string | null;
  /** Collections, where the request narrows to none; empty: all of the brand. */
  readonly defaultScopes: readonly string[];
  readonly createdAt: Date;
}

const COLUMNS = `id, key, name, template_id as "templateId", template_version as "templateVersion",
  default_model as "defaultModel", default_scopes as "defaultScopes", created_at as "createdAt"`;

const readAssistants = (rows: Record<string, unknown>[]) => rows as unknown as Assistant[];

const valuesOf = (tenantId: Uuid, assistant: Omit<Assistant, 'key' | 'createdAt'>) => [
  tenantId,
  assistant.id,
  assistant.name,
  assistant.templateId,
  assistant.templateVersion,
  assistant.defaultModel,
  [...assistant.defaultScopes],
];

/** Gives undefined when the key is taken. Scope: the tenant. */
export const insertAssistant = (
  tenantId: Uuid,
  assistant: Omit<Assistant, 'createdAt'>,
): Query<Assistant | undefined> => ({
  sql: `insert into assistants
      (tenant_id, id, name, template_id, template_version, default_model, default_scopes, key)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (tenant_id, key) do nothing returning ${COLUMNS}`,
  params: [...valuesOf(tenantId, assistant), assistant.key],
  read: (rows) => readAssistants(rows)[0],
});

/** By whichever of id and key is given. Scope: the tenant. */
export const selectAssistant = (
  tenantId: Uuid,
  id: Uuid | null,
  key: string | null,
): Query<Assistant | undefined> => ({
  sql: `select ${COLUMNS} from assistants where tenant_id = $1 and (id = $2 or key = $3)`,
  params: [tenantId, id, key],
  read: (rows) => readAssistants(rows)[0],
});

/** The same, and nobody else changes it until the transaction ends. Scope: the tenant. */
export const lockAssistant = (
  tenantId: Uuid,
  id: Uuid | null,
  key: string | null,
): Query<Assistant | undefined> => {
  const { sql, ...rest } = selectAssistant(tenantId, id, key);
  return { ...rest, sql: `${sql} for update` };
};

/** By key, those after the key `after`; null: from the first. Scope: the tenant. */
export const selectAssistants = (
  tenantId: Uuid,
  after: string | null,
  limit: number,
): Query<Assistant[]> => ({
  sql: `select ${COLUMNS} from assistants where tenant_id = $1 and ($2::text is null or key > $2)
    order by key limit $3`,
  params: [tenantId, after, limit],
  read: readAssistants,
});

/** Everything of it but its key. Scope: the tenant. */
export const updateAssistantRow = (tenantId: Uuid, assistant: Assistant): Query<void> => ({
  sql: `update assistants
    set name = $3, template_id = $4, template_version = $5, default_model = $6, default_scopes = $7
    where tenant_id = $1 and id = $2`,
  params: valuesOf(tenantId, assistant),
  read: () => undefined,
});

/** By whichever of id and key is given; false where there is none. Scope: the tenant. */
export const deleteAssistantRow = (tenantId: Uuid, id: Uuid | null, key: string | null): Query<boolean> => ({
  sql: 'delete from assistants where tenant_id = $1 and (id = $2 or key = $3) returning id',
  params: [tenantId, id, key],
  read: (rows) => rows.length === 1,
});
