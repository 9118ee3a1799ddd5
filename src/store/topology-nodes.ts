import type { Uuid } from '../core/ids.ts';
import type { GraphNode, NodeKind } from '../core/topology.ts';
import type { Query } from './query.ts';
import type { ProjectKey } from './topology-imports.ts';
import { nodesSql, readNodes } from './topology-rows.ts';

/** As many as a project can have. */
export const MAX_LISTED = 20_000;

/** Of `topology_nodes n`: those of the project that are there now. */
export const LIVE_NODES = 'n.tenant_id = $1 and n.project_id = $2 and n.vanished_at is null';

const NAMED = `${LIVE_NODES} and n.kind = $3 and n.name = $4`;

/** By name, or where nothing is called so by alias, in the order of names. Scope: the tenant. */
export const selectNamed = (
  { tenantId, projectId }: ProjectKey,
  kind: NodeKind,
  name: string,
): Query<GraphNode[]> => ({
  // A name is found at once; only where there is none, every node of the kind is looked through for an alias.
  sql: nodesSql(`where n.tenant_id = $1 and n.project_id = $2 and n.id in (
      select n.id from topology_nodes n where ${NAMED}
      union all
      select n.id from topology_nodes n
      where ${LIVE_NODES} and n.kind = $3 and $4::text = any(n.aliases) and not exists (
        select from topology_nodes n where ${NAMED}))
    order by n.name limit 10`),
  params: [tenantId, projectId, kind, name],
  read: readNodes,
});

/** Those of the ids that there are, in the order of names. Scope: the tenant. */
export const selectNodes = (
  { tenantId, projectId }: ProjectKey,
  ids: readonly Uuid[],
): Query<GraphNode[]> => ({
  sql: nodesSql(`where ${LIVE_NODES} and n.id = any($3::uuid[]) order by n.name, n.id`),
  params: [tenantId, projectId, ids],
  read: readNodes,
});

export interface StoredName {
  readonly id: Uuid;
  readonly kind: NodeKind;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Names of all that is there now. Scope: the tenant. */
export const selectNames = ({ tenantId, projectId }: ProjectKey): Query<StoredName[]> => ({
  // One row of JSON: thousands of rows take ten times as long to be sent and read.
  sql: `select coalesce(json_agg(json_build_array(n.id, n.kind, n.name, n.aliases)), '[]') as names from (
      select n.id, n.kind, n.name, n.aliases from topology_nodes n where ${LIVE_NODES} order by n.kind, n.name limit ${MAX_LISTED}
    ) n`,
  params: [tenantId, projectId],
  read: (rows) =>
    ((rows[0]?.names ?? []) as [Uuid, NodeKind, string, string[]][]).map(([id, kind, name, aliases]) => ({
      id,
      kind,
      name,
      aliases,
    })),
});

export interface NodeFilter {
  readonly tag: string | null;
  readonly type: string | null;
  readonly protocol: string | null;
  readonly ownerId: Uuid | null;
  /** The name behind which the list goes on. */
  readonly after: string | null;
  readonly limit: number;
}

/** Nodes of a kind in the order of names; tags, types and protocols are compared without letter case. Scope: the tenant. */
export const selectNodesOfKind = (
  { tenantId, projectId }: ProjectKey,
  kind: NodeKind,
  { tag, type, protocol, ownerId, after, limit }: NodeFilter,
): Query<GraphNode[]> => ({
  sql: nodesSql(`where ${LIVE_NODES} and n.kind = $3 and ($8::text is null or n.name > $8)
      and ($4::text is null or lower($4) in (select lower(each) from unnest(n.tags) each))
      and ($5::text is null or lower(n.type) = lower($5))
      and ($6::text is null or lower($6) in (select lower(each) from unnest(n.protocols) each))
      and ($7::uuid is null or exists (
        select from topology_edges e where e.tenant_id = $1 and e.project_id = $2 and e.from_id = $7
          and e.type = 'owns' and e.to_id = n.id and e.vanished_at is null))
    order by n.name limit $9`),
  params: [tenantId, projectId, kind, tag, type, protocol, ownerId, after, limit],
  read: readNodes,
});
