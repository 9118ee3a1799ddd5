import type { Uuid } from '../core/ids.ts';
import type { GraphNode, NodeKind, RelationType } from '../core/topology.ts';
import type { Query } from './query.ts';
import type { ProjectKey } from './topology-imports.ts';
import { LIVE_NODES, MAX_LISTED } from './topology-nodes.ts';
import { jsonRows, nodesSql, readNode, readNodes } from './topology-rows.ts';

const LIVE_EDGES = 'e.tenant_id = $1 and e.project_id = $2 and e.vanished_at is null';

/** Nodes of a kind at which no edge of the type ends, in the order of names. Scope: the tenant. */
export const selectWithout = (
  { tenantId, projectId }: ProjectKey,
  kind: NodeKind,
  type: RelationType,
): Query<GraphNode[]> => ({
  sql: nodesSql(`where ${LIVE_NODES} and n.kind = $3 and not exists (
      select from topology_edges e where ${LIVE_EDGES} and e.to_id = n.id and e.type = $4)
    order by n.name limit ${MAX_LISTED}`),
  params: [tenantId, projectId, kind, type],
  read: readNodes,
});

export interface SharedTopicRow {
  readonly topicId: Uuid;
  readonly serviceIds: readonly Uuid[];
}

/** Topics with more than one service at them, as publisher or as subscriber, and those. Scope: the tenant. */
export const selectSharedTopics = ({ tenantId, projectId }: ProjectKey): Query<SharedTopicRow[]> => ({
  sql: `select e.to_id as "topicId", array_agg(distinct e.from_id) as "serviceIds" from topology_edges e
    join topology_nodes n on ${LIVE_NODES} and n.id = e.from_id and n.kind = 'service'
    where ${LIVE_EDGES} and e.type in ('publishes', 'subscribes')
    group by e.to_id having cardinality(array_agg(distinct e.from_id)) > 1 limit ${MAX_LISTED}`,
  params: [tenantId, projectId],
  read: (rows) => rows as unknown as SharedTopicRow[],
});

export interface ConnectedNode extends GraphNode {
  readonly connections: number;
}

/** Services by how many edges lead from and to them; who owns them and what they are part of is none. Scope: the tenant. */
export const selectMostConnected = (
  { tenantId, projectId }: ProjectKey,
  limit: number,
): Query<ConnectedNode[]> => ({
  sql: nodesSql(
    `where ${LIVE_NODES} and n.kind = 'service' and n.connections > 0 order by n.connections desc, n.name limit $3`,
    'n.connections',
  ),
  params: [tenantId, projectId, limit],
  read: (rows) => jsonRows(rows).map((row) => ({ ...readNode(row), connections: row.at(-1) as number })),
});

/** Messages that have a field with that key, in the order of names. Scope: the tenant. */
export const selectWithField = (
  { tenantId, projectId }: ProjectKey,
  fieldKey: string,
): Query<GraphNode[]> => ({
  sql: nodesSql(
    `where ${LIVE_NODES} and n.kind = 'message' and $3::text = any(n.field_keys) order by n.name limit 1000`,
  ),
  params: [tenantId, projectId, fieldKey],
  read: readNodes,
});

export interface CarriedEdge {
  readonly messageId: Uuid;
  readonly edgeId: Uuid;
}

/** Edges at the messages, and those of services at the topics that carry them. Scope: the tenant. */
export const selectCarriers = (
  { tenantId, projectId }: ProjectKey,
  messageIds: readonly Uuid[],
): Query<CarriedEdge[]> => ({
  sql: `select m.id as "messageId", c.edge as "edgeId" from unnest($3::uuid[]) m (id)
    cross join lateral (
      select e.id as edge from topology_edges e where ${LIVE_EDGES} and e.to_id = m.id
      union
      select u.id from topology_edges e
      join topology_edges u on u.tenant_id = $1 and u.project_id = $2 and u.vanished_at is null and u.to_id = e.from_id
        and u.type in ('publishes', 'subscribes')
      where ${LIVE_EDGES} and e.to_id = m.id and e.type = 'carries'
    ) c limit ${MAX_LISTED}`,
  params: [tenantId, projectId, messageIds],
  read: (rows) => rows as unknown as CarriedEdge[],
});

/** How many there are of each kind and of each type. Scope: the tenant. */
export const selectCounts = ({ tenantId, projectId }: ProjectKey): Query<Map<string, number>> => ({
  sql: `select n.kind as what, count(*) as count from topology_nodes n where ${LIVE_NODES} group by n.kind
    union all
    select e.type, count(*) from topology_edges e where ${LIVE_EDGES} group by e.type`,
  params: [tenantId, projectId],
  read: (rows) => new Map(rows.map(({ what, count }) => [String(what), Number(count)])),
});
