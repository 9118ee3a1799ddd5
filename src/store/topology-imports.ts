import type { Uuid } from '../core/ids.ts';
import type { GraphChange } from '../core/topology.ts';
import type { Tx } from '../db/db.ts';
import type { Query } from './query.ts';

/** Whose graph. */
export interface ProjectKey {
  readonly tenantId: Uuid;
  readonly projectId: Uuid;
}

export interface ImportWrite {
  readonly id: Uuid;
  readonly source: string;
  readonly files: readonly string[];
  readonly by: string;
}

/** Writers of one project's graph take turns, transaction by transaction. Scope: the tenant. */
export async function lockTopologyWrites(tx: Tx, projectId: Uuid): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('topology writes ' || $1, 0))", [projectId]);
}

/** Scope: the tenant. */
export async function insertImport(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  { id, source, files, by }: ImportWrite,
): Promise<void> {
  await tx.query(
    `insert into topology_imports (tenant_id, project_id, id, source, files, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, clock_timestamp())`,
    [tenantId, projectId, id, source, files, by],
  );
}

export type ChangeWrite = Pick<GraphChange, 'action' | 'kind' | 'subject' | 'detail'>;

/** Scope: the tenant. */
export async function insertChanges(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  importId: Uuid,
  first: number,
  changes: readonly ChangeWrite[],
): Promise<void> {
  await tx.query(
    `insert into topology_changes (tenant_id, project_id, import_id, position, action, kind, subject, detail)
     select $1::uuid, $2::uuid, $3::uuid, $4::int + r.position, r.action, r.kind, r.subject, r.detail
     from json_to_recordset($5::json) as r (position int, action text, kind text, subject text, detail text)`,
    [
      tenantId,
      projectId,
      importId,
      first,
      JSON.stringify(changes.map((change, position) => ({ position, ...change }))),
    ],
  );
}

/** Keeps the newest `most` imports with their changes. Scope: the tenant. */
export async function forgetImports(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  most: number,
): Promise<void> {
  await tx.query(
    `delete from topology_imports where tenant_id = $1 and project_id = $2 and id < (
       select id from topology_imports where tenant_id = $1 and project_id = $2 order by id desc offset $3 limit 1)`,
    [tenantId, projectId, most - 1],
  );
}

/** The place of a change in the log. */
export interface ChangePosition {
  readonly importId: Uuid;
  readonly position: number;
}

export interface StoredChange extends GraphChange {
  readonly position: number;
}

const COLUMNS = `c.import_id as "importId", c.position, c.action, c.kind, c.subject, c.detail, i.created_at as at`;
const FROM = `topology_changes c
  join topology_imports i on i.tenant_id = c.tenant_id and i.project_id = c.project_id and i.id = c.import_id`;

const readChanges = (rows: Record<string, unknown>[]) => rows as unknown as StoredChange[];

/** The newest import first, its changes in their order; those behind `after`, null: from the newest. Scope: the tenant. */
export const selectChanges = (
  { tenantId, projectId }: ProjectKey,
  filter: { readonly since: Date | null; readonly after: ChangePosition | null },
  limit: number,
): Query<StoredChange[]> => ({
  // Ids of imports grow with time.
  sql: `select ${COLUMNS} from ${FROM}
    where c.tenant_id = $1 and c.project_id = $2 and ($3::timestamptz is null or i.created_at >= $3)
      and ($4::uuid is null or c.import_id < $4 or (c.import_id = $4 and c.position > $5::int))
    order by c.import_id desc, c.position limit $6`,
  params: [
    tenantId,
    projectId,
    filter.since,
    filter.after?.importId ?? null,
    filter.after?.position ?? null,
    limit,
  ],
  read: readChanges,
});

/** What the last import changed, which may be nothing. Scope: the tenant. */
export const selectLastChanges = (
  { tenantId, projectId }: ProjectKey,
  limit: number,
): Query<StoredChange[]> => ({
  sql: `select ${COLUMNS} from ${FROM}
    where c.tenant_id = $1 and c.project_id = $2 and c.import_id = (
      select id from topology_imports where tenant_id = $1 and project_id = $2 order by id desc limit 1)
    order by c.position limit $3`,
  params: [tenantId, projectId, limit],
  read: readChanges,
});
