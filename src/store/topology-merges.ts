import type { Uuid } from '../core/ids.ts';
import type { FilePlace, NodeKind, NodeReference } from '../core/topology.ts';
import type { Tx } from '../db/db.ts';
import type { Query } from './query.ts';
import type { ProjectKey } from './topology-imports.ts';

/** Two names that are taken for one, or once were. */
export interface StoredMerge {
  readonly id: Uuid;
  readonly kind: NodeKind;
  readonly nodeId: Uuid | null;
  readonly name: string;
  readonly alias: string;
  readonly rule: string;
  readonly place: FilePlace | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly undoneBy: string | null;
  readonly undoneAt: Date | null;
}

export type MergeWrite = Omit<StoredMerge, 'createdAt' | 'undoneBy' | 'undoneAt'>;

const COLUMNS = `id, kind, node_id, name, alias, rule, file, line, created_by, created_at, undone_by, undone_at`;

const readMerges = (rows: Record<string, unknown>[]): StoredMerge[] =>
  rows.map((row) => ({
    id: String(row.id),
    kind: row.kind as NodeKind,
    nodeId: row.node_id as Uuid | null,
    name: String(row.name),
    alias: String(row.alias),
    rule: String(row.rule),
    place: row.file === null ? null : { file: String(row.file), line: row.line as number | null },
    createdBy: String(row.created_by),
    createdAt: row.created_at as Date,
    undoneBy: row.undone_by as string | null,
    undoneAt: row.undone_at as Date | null,
  }));

/** Merges of a project, undone ones among them, the oldest first. Scope: the tenant. */
export const selectMerges = (
  { tenantId, projectId }: ProjectKey,
  after: Uuid | null,
  limit: number,
): Query<StoredMerge[]> => ({
  sql: `select ${COLUMNS} from topology_merges
    where tenant_id = $1 and project_id = $2 and ($3::uuid is null or id > $3) order by id limit $4`,
  params: [tenantId, projectId, after, limit],
  read: readMerges,
});

/** What was decided: merges by hand, and undone ones; the oldest first. Scope: the tenant. */
export const selectDecisions = ({ tenantId, projectId }: ProjectKey): Query<StoredMerge[]> => ({
  sql: `select ${COLUMNS} from topology_merges
    where tenant_id = $1 and project_id = $2 and (rule = 'by hand' or undone_at is not null) order by id`,
  params: [tenantId, projectId],
  read: readMerges,
});

/** Merges that count, of the names as aliases, and those by hand of the names; the oldest first. Scope: the tenant. */
export const selectMergesOf = (
  { tenantId, projectId }: ProjectKey,
  names: readonly NodeReference[],
): Query<StoredMerge[]> => ({
  sql: `select ${COLUMNS} from topology_merges m where m.tenant_id = $1 and m.project_id = $2 and m.undone_at is null
      and m.id in (
        select a.id from json_to_recordset($3::json) as r (kind text, name text)
        join topology_merges a on a.tenant_id = $1 and a.project_id = $2 and a.kind = r.kind
          and (a.alias = r.name collate "C" or (a.rule = 'by hand' and a.name = r.name collate "C")))
    order by m.id`,
  params: [tenantId, projectId, JSON.stringify(names)],
  read: readMerges,
});

/** Gives the names that the merge was about; undefined where there is none that counts. Scope: the tenant. */
export async function markUndone(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  id: Uuid,
  by: string,
): Promise<NodeReference[] | undefined> {
  const [row] = await tx.query<{ kind: NodeKind; name: string; alias: string }>(
    `update topology_merges set undone_at = now(), undone_by = $4
     where tenant_id = $1 and project_id = $2 and id = $3 and undone_at is null returning kind, name, alias`,
    [tenantId, projectId, id, by],
  );
  return row && [row.name, row.alias].map((name) => ({ kind: row.kind, name }));
}

/** Stores merges, or another place and node of those that are there. Scope: the tenant. */
export async function writeMerges(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  merges: readonly MergeWrite[],
): Promise<void> {
  if (merges.length === 0) return;
  const rows = merges.map(({ place, ...merge }) => ({ ...merge, ...place }));
  await tx.query(
    `insert into topology_merges (tenant_id, project_id, id, kind, node_id, name, alias, rule, file, line, created_by)
     select $1::uuid, $2::uuid, r.id, r.kind, r."nodeId", r.name, r.alias, r.rule, r.file, r.line, r."createdBy"
     from json_to_recordset($3::json) as r (id uuid, kind text, "nodeId" uuid, name text, alias text, rule text,
       file text, line int, "createdBy" text)
     on conflict (tenant_id, project_id, id) do update set node_id = excluded.node_id, file = excluded.file,
       line = excluded.line`,
    [tenantId, projectId, JSON.stringify(rows)],
  );
}

/** Ends merges that no name gives cause for any more. Scope: the tenant. */
export async function deleteMerges(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  ids: readonly Uuid[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    'delete from topology_merges where tenant_id = $1 and project_id = $2 and id = any($3::uuid[])',
    [tenantId, projectId, ids],
  );
}
