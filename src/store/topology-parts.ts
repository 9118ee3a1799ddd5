import type { Uuid } from '../core/ids.ts';
import type { GraphEdge, NodeKind, NodeReference } from '../core/topology.ts';
import type { Tx } from '../db/db.ts';
import type { ProjectKey } from './topology-imports.ts';
import { edgesSql, nodesSql, type StoredEdge, type StoredNode } from './topology-rows.ts';
import { readStoredEdges, readStoredNodes, STORED_EDGE, STORED_NODE } from './topology-writes.ts';

const OWN_NODES = 'n.tenant_id = $1 and n.project_id = $2';

/** Stored nodes that are called so, what vanished among them, by id. Scope: the tenant. */
export async function selectStoredNamed(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  names: readonly NodeReference[],
): Promise<StoredNode[]> {
  const sql = nodesSql(
    `join json_to_recordset($3::json) as r (kind text, name text) on r.kind = n.kind and n.name = r.name collate "C"
    where ${OWN_NODES} order by n.id`,
    ...STORED_NODE,
  );
  return readStoredNodes(await tx.query(sql, [tenantId, projectId, JSON.stringify(names)]));
}

/** Stored nodes that have one of the aliases, what vanished among them, by id. Scope: the tenant. */
export async function selectStoredAliased(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  kinds: readonly NodeKind[],
  aliases: readonly string[],
): Promise<StoredNode[]> {
  const sql = nodesSql(
    `where ${OWN_NODES} and n.kind = any($3::text[]) and n.aliases && $4::text[] order by n.id`,
    ...STORED_NODE,
  );
  return readStoredNodes(await tx.query(sql, [tenantId, projectId, kinds, aliases]));
}

/** Stored edges from and to the nodes, what vanished among them, by id. Scope: the tenant. */
export async function selectStoredEdgesAt(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  ids: readonly Uuid[],
): Promise<StoredEdge[]> {
  const at = (end: string) =>
    `select e.id from topology_edges e where e.tenant_id = $1 and e.project_id = $2 and e.${end} = any($3::uuid[])`;
  const sql = edgesSql(
    `select e.* from topology_edges e where e.tenant_id = $1 and e.project_id = $2
      and e.id in (${at('from_id')} union ${at('to_id')}) order by e.id`,
    ...STORED_EDGE,
  );
  return readStoredEdges(await tx.query(sql, [tenantId, projectId, ids]));
}

/**
 * The nodes that the names stand for now, in the order of the names: of that name, or else with a merge that says so;
 * undefined where there is none. Scope: the tenant.
 */
export async function selectStandingFor(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  names: readonly NodeReference[],
): Promise<(GraphEdge['from'] | undefined)[]> {
  if (names.length === 0) return [];
  const rows = await tx.query<{ id: Uuid | null; kind: NodeKind; name: string }>(STANDING_FOR, [
    tenantId,
    projectId,
    JSON.stringify(names.map((name, place) => ({ ...name, place }))),
  ]);
  return rows.map(({ id, kind, name }) => (id === null ? undefined : { id, kind, name }));
}

// A merge by hand outlives the names that it is about, and then tells of a node of earlier.
const STANDING_FOR = `select n.id, n.kind, n.name from json_to_recordset($3::json) as r (place int, kind text, name text)
  left join lateral (
    select f.id, f.kind, f.name from (
      select n.id, n.kind, n.name, 0 as rank from topology_nodes n
      where ${OWN_NODES} and n.vanished_at is null and n.kind = r.kind and n.name = r.name collate "C"
      union all
      select n.id, n.kind, n.name, case m.rule when 'by hand' then 2 else 1 end from topology_merges m
      join topology_nodes n on ${OWN_NODES} and n.vanished_at is null and n.id = m.node_id
      where m.tenant_id = $1 and m.project_id = $2 and m.kind = r.kind and m.alias = r.name collate "C"
        and m.undone_at is null
    ) f order by f.rank limit 1
  ) n on true
  order by r.place`;

/** Counts anew how many edges hang on the nodes, other than who owns them and what they are part of. Scope: the tenant. */
export async function countConnections(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  ids: readonly Uuid[],
): Promise<void> {
  if (ids.length === 0) return;
  const at = (end: string) =>
    `(select count(*) from topology_edges e where e.tenant_id = $1 and e.project_id = $2 and e.${end} = n.id
      and e.vanished_at is null and e.type not in ('owns', 'partOf'))`;
  await tx.query(
    `update topology_nodes n set connections = ${at('from_id')} + ${at('to_id')}
     where ${OWN_NODES} and n.id = any($3::uuid[]) and n.vanished_at is null`,
    [tenantId, projectId, ids],
  );
}
