import type { Uuid } from '../core/ids.ts';
import type { GraphEdge, NodeKind, RelationType } from '../core/topology.ts';
import type { Query } from './query.ts';
import type { ProjectKey } from './topology-imports.ts';
import { MAX_LISTED } from './topology-nodes.ts';
import { edgesSql, joinEnds, joinedEdgesSql, jsonRows, readEdge, readEdges } from './topology-rows.ts';

type End = GraphEdge['from'];

const LIVE_EDGES = 'e.tenant_id = $1 and e.project_id = $2 and e.vanished_at is null';

/** Edges that begin (`out`) or end (`in`) at a node, in the order of the names at their other end. Scope: the tenant. */
export const selectEdgesOf = (
  { tenantId, projectId }: ProjectKey,
  id: Uuid,
  direction: 'out' | 'in',
  types: readonly RelationType[],
): Query<GraphEdge[]> => {
  const [own, other] = direction === 'out' ? ['from_id', 't.name'] : ['to_id', 'f.name'];
  return {
    sql: joinedEdgesSql(`where ${LIVE_EDGES} and e.${own} = $3 and e.type = any($4::text[])
      order by ${other}, e.type, e.id limit ${MAX_LISTED}`),
    params: [tenantId, projectId, id, types],
    read: readEdges,
  };
};

/** What is read of an edge with each of its ends once: thousands of edges hang on fewer nodes. */
const EDGES_BY_ID = `with picked as materialized (
    select e.* from topology_edges e where ${LIVE_EDGES} and e.id = any($3::uuid[])
  )
  select (${edgesSql('select * from picked')}) as rows,
    coalesce((select json_agg(json_build_array(n.id, n.kind, n.name)) from topology_nodes n
      where n.tenant_id = $1 and n.project_id = $2 and n.id in (
        select p.from_id from picked p union select p.to_id from picked p)), '[]') as ends`;

/** Those of the ids that there are, in no order. Scope: the tenant. */
export const selectEdges = (
  { tenantId, projectId }: ProjectKey,
  ids: readonly Uuid[],
): Query<GraphEdge[]> => ({
  sql: EDGES_BY_ID,
  params: [tenantId, projectId, ids],
  read: (rows) => {
    const ends = new Map(
      ((rows[0]?.ends ?? []) as [Uuid, NodeKind, string][]).map(([id, kind, name]) => [
        id,
        { id, kind, name },
      ]),
    );
    return jsonRows(rows).map((row) => {
      const edge = readEdge(row);
      return joinEnds(edge, ends.get(edge.fromId) as End, ends.get(edge.toId) as End);
    });
  },
});

/** All edges, those behind the id `after`, in the order of ids; null: from the first. Scope: the tenant. */
export const selectEdgePage = (
  { tenantId, projectId }: ProjectKey,
  after: Uuid | null,
  limit: number,
): Query<GraphEdge[]> => ({
  sql: joinedEdgesSql(`where ${LIVE_EDGES} and ($3::uuid is null or e.id > $3) order by e.id limit $4`),
  params: [tenantId, projectId, after, limit],
  read: readEdges,
});
