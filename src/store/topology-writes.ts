import type { Uuid } from '../core/ids.ts';
import type { Tx } from '../db/db.ts';
import type { ProjectKey } from './topology-imports.ts';
import {
  edgesSql,
  jsonRows,
  nodesSql,
  readEdge,
  readNode,
  type StoredEdge,
  type StoredNode,
} from './topology-rows.ts';

/** Every node of a project, what vanished among them. Scope: the tenant. */
export async function selectStoredNodes(tx: Tx, { tenantId, projectId }: ProjectKey): Promise<StoredNode[]> {
  const sql = nodesSql('where n.tenant_id = $1 and n.project_id = $2 order by n.id', ...STORED_NODE);
  return readStoredNodes(await tx.query(sql, [tenantId, projectId]));
}

/** Every edge of a project, what vanished among them. Scope: the tenant. */
export async function selectStoredEdges(tx: Tx, { tenantId, projectId }: ProjectKey): Promise<StoredEdge[]> {
  const sql = edgesSql(
    'select e.* from topology_edges e where e.tenant_id = $1 and e.project_id = $2 order by e.id',
    ...STORED_EDGE,
  );
  return readStoredEdges(await tx.query(sql, [tenantId, projectId]));
}

/** What stands behind the values of a node, and of an edge. */
export const STORED_NODE = ['n.sources', 'n.field_keys', 'n.ring_id', 'n.connections'];
export const STORED_EDGE = ['e.sources'];

export const readStoredNodes = (rows: Record<string, unknown>[]): StoredNode[] =>
  jsonRows(rows).map((row) => {
    const [sources, fieldKeys, ringId, connections] = row.slice(-STORED_NODE.length);
    return { ...readNode(row), sources, fieldKeys, ringId, connections } as StoredNode;
  });

export const readStoredEdges = (rows: Record<string, unknown>[]): StoredEdge[] =>
  jsonRows(rows).map((row) => ({ ...readEdge(row), sources: row.at(-1) as string[] }));

/** Stores nodes whole, in place of what the same ids held before. Scope: the tenant. */
export async function writeNodes(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  nodes: readonly StoredNode[],
): Promise<void> {
  await tx.query(UPSERT_NODES, [tenantId, projectId, JSON.stringify(nodes)]);
}

const UPSERT_NODES = `insert into topology_nodes (tenant_id, project_id, id, kind, name, aliases, description, type, tags,
    links, protocols, fields, field_keys, facts, places, sources, ring_id, connections,
    last_seen_at, vanished_at)
  select $1::uuid, $2::uuid, r.id, r.kind, r.name, r.aliases, r.description, r.type, r.tags, r.links, r.protocols,
    r.fields, r."fieldKeys", r.facts, r.places, r.sources, r."ringId", r.connections, r."lastSeenAt", r."vanishedAt"
  from json_to_recordset($3::json) as r (id uuid, kind text, name text, aliases text[], description text, type text,
    tags text[], links json, protocols text[], fields json, "fieldKeys" text[], facts json, places json,
    sources text[], "ringId" uuid, connections int, "lastSeenAt" timestamptz, "vanishedAt" timestamptz)
  on conflict (tenant_id, project_id, id) do update set name = excluded.name, aliases = excluded.aliases,
    description = excluded.description, type = excluded.type, tags = excluded.tags, links = excluded.links,
    protocols = excluded.protocols, fields = excluded.fields, field_keys = excluded.field_keys,
    facts = excluded.facts, places = excluded.places, sources = excluded.sources, ring_id = excluded.ring_id, connections = excluded.connections,
    last_seen_at = excluded.last_seen_at, vanished_at = excluded.vanished_at`;

/** Stores edges whole, in place of what the same ids held before. Scope: the tenant. */
export async function writeEdges(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  edges: readonly StoredEdge[],
): Promise<void> {
  await tx.query(UPSERT_EDGES, [tenantId, projectId, JSON.stringify(edges)]);
}

const UPSERT_EDGES = `insert into topology_edges (tenant_id, project_id, id, type, from_id, to_id, details, places, sources,
    last_seen_at, vanished_at)
  select $1::uuid, $2::uuid, r.id, r.type, r."fromId", r."toId", r.details, r.places, r.sources, r."lastSeenAt",
    r."vanishedAt"
  from json_to_recordset($3::json) as r (id uuid, type text, "fromId" uuid, "toId" uuid, details text[], places json,
    sources text[], "lastSeenAt" timestamptz, "vanishedAt" timestamptz)
  on conflict (tenant_id, project_id, id) do update set from_id = excluded.from_id, to_id = excluded.to_id,
    details = excluded.details, places = excluded.places, sources = excluded.sources,
    last_seen_at = excluded.last_seen_at, vanished_at = excluded.vanished_at`;

/** Scope: the tenant. */
export async function deleteEdges(tx: Tx, key: ProjectKey, ids: readonly Uuid[]): Promise<void> {
  await deleteRows(tx, 'topology_edges', key, ids);
}

/** With the edges that still hang on them. Scope: the tenant. */
export async function deleteNodes(tx: Tx, key: ProjectKey, ids: readonly Uuid[]): Promise<void> {
  await deleteRows(tx, 'topology_nodes', key, ids);
}

async function deleteRows(
  tx: Tx,
  table: 'topology_edges' | 'topology_nodes',
  { tenantId, projectId }: ProjectKey,
  ids: readonly Uuid[],
): Promise<void> {
  if (ids.length === 0) return;
  const sql = `delete from ${table} where tenant_id = $1 and project_id = $2 and id = any($3::uuid[])`;
  await tx.query(sql, [tenantId, projectId, ids]);
}

/** Everything that the source mentions was seen just now; what was written with it knows. Scope: the tenant. */
export async function touchSource(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  source: string,
): Promise<void> {
  for (const table of ['topology_nodes', 'topology_edges'])
    await tx.query(
      `update ${table} set last_seen_at = now()
       where tenant_id = $1 and project_id = $2 and last_seen_at < now() and $3::text = any(sources)
         and vanished_at is null`,
      [tenantId, projectId, source],
    );
}

/** Brings the planner's statistics up to date after many rows came. Runs outside a transaction, as the owner. */
export const ANALYZE_TOPOLOGY: readonly string[] = ['topology_nodes', 'topology_edges'].map(
  (table) => `vacuum (analyze) ${table}`,
);

/** Nodes and edges that have not vanished. Scope: the tenant. */
export async function countGraph(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
): Promise<{ nodes: number; edges: number }> {
  const [row] = await tx.query<{ nodes: number; edges: number }>(
    `select (select count(*) from topology_nodes where tenant_id = $1 and project_id = $2 and vanished_at is null) as nodes,
       (select count(*) from topology_edges where tenant_id = $1 and project_id = $2 and vanished_at is null) as edges`,
    [tenantId, projectId],
  );
  return { nodes: row?.nodes ?? 0, edges: row?.edges ?? 0 };
}
