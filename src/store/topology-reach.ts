import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';
import type { ProjectKey } from './topology-imports.ts';

/** Over these edges a failure of what stands right reaches what stands left. */
const NEEDS = `('calls', 'dependsOn', 'consumes', 'subscribes')`;
/** What is at the right fails with what stands left. */
const GIVES = `('provides', 'publishes')`;

/** How a node was reached: by one edge, or by two with a topic or an api between. */
export interface ReachedRow {
  readonly id: Uuid;
  readonly hops: number;
  /** In the order in which they are walked from the start. */
  readonly edges: readonly Uuid[];
}

const NONE = '00000000-0000-0000-0000-000000000000';

/** An array holds the first edge (or none) and the last, so that the smallest is a direct way where there is one. */
const reachSql = (step: string): string => `with recursive levels (hops, nodes, ways, seen) as (
    select 0, array[$3::uuid], array[]::uuid[], array[$3::uuid]
    union all
    select l.hops + 1, n.nodes, n.ways, l.seen || n.nodes
    from levels l cross join lateral (
      select array_agg(s.node) as nodes, array_agg(s.way) as ways from (
        select r.node, min(r.way) as way from (
          ${step}
          union all
          select v.id, null from unnest(l.seen) v (id)
        ) r
        group by r.node
        having bool_and(r.way is not null)
      ) s
    ) n
    where l.hops < $4 and n.nodes is not null
  )
  select l.hops, l.nodes, l.ways from levels l where l.hops > 0 order by l.hops`;

const live = (edge: string) =>
  `${edge}.tenant_id = $1 and ${edge}.project_id = $2 and ${edge}.vanished_at is null`;

const AFFECTED = reachSql(`select e.from_id as node, array[d.edge, e.id] as way
          from (
            select id, '${NONE}'::uuid as edge from unnest(l.nodes) f (id)
            union all
            select p.to_id, p.id from unnest(l.nodes) f (id)
            join topology_edges p on ${live('p')} and p.from_id = f.id and p.type in ${GIVES}
          ) d
          join topology_edges e on ${live('e')} and e.to_id = d.id and e.type in ${NEEDS}`);

const NEEDED = reachSql(`select w.node, w.way
          from unnest(l.nodes) f (id)
          join topology_edges e on ${live('e')} and e.from_id = f.id and e.type in ${NEEDS}
          cross join lateral (
            select e.to_id as node, array['${NONE}'::uuid, e.id] as way
            union all
            select p.from_id, array[e.id, p.id] from topology_edges p
            where ${live('p')} and p.to_id = e.to_id and p.type in ${GIVES}
          ) w`);

/**
 * Who is affected when the node fails, or what it needs, nearest first, each by one shortest way; a topic or an api
 * between two nodes makes no hop of its own. Scope: the tenant.
 */
export const selectReached = (
  { tenantId, projectId }: ProjectKey,
  which: 'affected' | 'needed',
  id: Uuid,
  maxHops: number,
): Query<ReachedRow[]> => ({
  sql: which === 'affected' ? AFFECTED : NEEDED,
  params: [tenantId, projectId, id, maxHops],
  read: (rows) =>
    rows.flatMap(({ hops, nodes, ways }) =>
      (nodes as Uuid[]).map((node, place) => ({
        id: node,
        hops: Number(hops),
        edges: ((ways as Uuid[][])[place] as Uuid[]).filter((edge) => edge !== NONE),
      })),
    ),
});
