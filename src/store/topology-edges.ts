import type { Uuid } from '../core/ids.ts';
import type { GraphEdge, RelationType } from '../core/topology.ts';
import type { Query } from './query.ts';
import type { ProjectKey } from './topology-imports.ts';
import { MAX_LISTED } from './topology-nodes.ts';
import { asJson, EDGE_COLUMNS, EDGE_ENDS, readEdges } from './topology-rows.ts';

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
    sql: asJson(`select ${EDGE_COLUMNS} from topology_edges e ${EDGE_ENDS}
      where ${LIVE_EDGES} and e.${own} = $3 and e.type = any($4::text[])
      order by ${other}, e.type, e.id limit ${MAX_LISTED}`),
    params: [tenantId, projectId, id, types],
    read: readEdges,
  };
};

/** Those of the ids that there are, in no order. Scope: the tenant. */
export const selectEdges = (
  { tenantId, projectId }: ProjectKey,
  ids: readonly Uuid[],
): Query<GraphEdge[]> => ({
  sql: asJson(
    `select ${EDGE_COLUMNS} from topology_edges e ${EDGE_ENDS} where ${LIVE_EDGES} and e.id = any($3::uuid[])`,
  ),
  params: [tenantId, projectId, ids],
  read: readEdges,
});

/** All edges, those behind the id `after`, in the order of ids; null: from the first. Scope: the tenant. */
export const selectEdgePage = (
  { tenantId, projectId }: ProjectKey,
  after: Uuid | null,
  limit: number,
): Query<GraphEdge[]> => ({
  sql: asJson(`select ${EDGE_COLUMNS} from topology_edges e ${EDGE_ENDS}
    where ${LIVE_EDGES} and ($3::uuid is null or e.id > $3) order by e.id limit $4`),
  params: [tenantId, projectId, after, limit],
  read: readEdges,
});
