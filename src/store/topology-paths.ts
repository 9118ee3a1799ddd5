import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';
import type { ProjectKey } from './topology-imports.ts';

/** Walked from left to right. */
const FORWARD = `('calls', 'dependsOn', 'consumes', 'publishes')`;
/** Walked from right to left: a message goes from its topic to who subscribes, a request from an api to who provides it. */
const BACKWARD = `('subscribes', 'provides')`;

/** Ways that go on at once; those that can end soonest are kept, so the shortest is never lost. */
const waysAtOnce = (limit: number): number => Math.max(200, 4 * limit);

const live = 'e.tenant_id = $1 and e.project_id = $2 and e.vanished_at is null';

/** How far each node is from the end, level by level, for as long as `goesOn` says. */
const levels = (goesOn: string): string => `levels (hops, nodes, seen) as (
    select 0, array[$4::uuid], array[$4::uuid]
    union all
    select l.hops + 1, n.nodes, l.seen || n.nodes
    from levels l cross join lateral (
      select array_agg(s.node) as nodes from (
        select r.node from (
          select e.from_id as node, true as is_new from unnest(l.nodes) x (id)
          join topology_edges e on ${live} and e.to_id = x.id and e.type in ${FORWARD}
          union all
          select e.to_id, true from unnest(l.nodes) x (id)
          join topology_edges e on ${live} and e.from_id = x.id and e.type in ${BACKWARD}
          union all
          select v.id, false from unnest(l.seen) v (id)
        ) r
        group by r.node
        having bool_and(r.is_new)
      ) s
    ) n
    where ${goesOn} and n.nodes is not null
  )`;

const DISTANCES = `${levels('l.hops < $5::int - 1')},
  distances as materialized (
    select x.id, l.hops from levels l cross join unnest(l.nodes) x (id)
  )`;

const NEXT = `select s.node, min(s.edge) as edge from (
      select e.to_id as node, array[e.type, e.id::text] as edge from topology_edges e
      where ${live} and e.from_id = w.node and e.type in ${FORWARD}
      union all
      select e.from_id, array[e.type, e.id::text] from topology_edges e
      where ${live} and e.to_id = w.node and e.type in ${BACKWARD}
    ) s
    where s.node <> all(w.nodes)
    group by s.node`;

const PATHS = `with recursive ${DISTANCES},
  ways (node, hops, nodes, edges) as (
    select $3::uuid, 0, array[$3::uuid], array[]::uuid[]
    union all
    select n.node, n.hops, n.nodes, n.edges from (
      select s.node, w.hops + 1 as hops, w.nodes || s.node as nodes, w.edges || s.edge[2]::uuid as edges,
        row_number() over (order by d.hops) as place
      from ways w
      cross join lateral (${NEXT}) s
      join distances d on d.id = s.node
      where w.node <> $4 and w.hops + 1 + d.hops <= $5
    ) n
    where n.place <= $7::int
  )
  select w.edges from ways w where w.node = $4 order by w.hops, w.edges limit $6`;

const DISTANCE = `with recursive ${levels('l.hops < $5::int and not $3::uuid = any(l.nodes)')}
  select l.hops from levels l where $3 = any(l.nodes)`;

/** Edges of the shortest way, where it has at most `maxHops`. Scope: the tenant. */
export const selectDistance = (
  { tenantId, projectId }: ProjectKey,
  from: Uuid,
  to: Uuid,
  maxHops: number,
): Query<number | undefined> => ({
  sql: DISTANCE,
  params: [tenantId, projectId, from, to, maxHops],
  read: (rows) => rows[0]?.hops as number | undefined,
});

/**
 * Ways from one node to another without passing a node twice, shortest first, none longer than `maxHops` edges; of
 * several edges between two nodes one is walked. Ways that tie with hundreds of others may be missing from the end of
 * the list. Scope: the tenant.
 */
export const selectPaths = (
  { tenantId, projectId }: ProjectKey,
  from: Uuid,
  to: Uuid,
  { maxHops, limit }: { readonly maxHops: number; readonly limit: number },
): Query<Uuid[][]> => ({
  sql: PATHS,
  params: [tenantId, projectId, from, to, maxHops, limit, waysAtOnce(limit)],
  read: (rows) => rows.map(({ edges }) => edges as Uuid[]),
});
