import type { Uuid } from '../core/ids.ts';
import { PATTERN_TITLE, STANDING } from './patterns.ts';
import type { Query } from './query.ts';
import { READY_RUNBOOK } from './runbook-matches.ts';
import type { ProjectKey } from './topology-imports.ts';
import { MAX_LISTED } from './topology-nodes.ts';

/** Projects whose graph has more than a handful of edges, at most `limit`. Scope: the tenant. */
export const selectProjectsWithGraph = (
  tenantId: Uuid,
  limit: number,
): Query<{ readonly id: Uuid; readonly name: string }[]> => ({
  sql: `select p.id, p.name from projects p where p.tenant_id = $1::uuid
    and exists (select from topology_edges e where e.tenant_id = $1::uuid and e.project_id = p.id and e.vanished_at is null)
    order by p.id limit $2`,
  params: [tenantId, limit],
  read: (rows) => rows.map(({ id, name }) => ({ id: String(id), name: String(name) })),
});

/** Who fails with whom. */
export interface Dependency {
  readonly needed: Uuid;
  readonly dependent: Uuid;
}

const live = (edge: string): string =>
  `${edge}.tenant_id = $1 and ${edge}.project_id = $2 and ${edge}.vanished_at is null`;

/**
 * Each pair of services and resources of which the second needs the first, directly or over one topic or API: the steps
 * that `selectReached` walks. Scope: the tenant.
 */
export const selectDependencies = ({ tenantId, projectId }: ProjectKey): Query<Dependency[]> => ({
  sql: `select coalesce(json_agg(json_build_array(d.needed, d.dependent)), '[]') as pairs from (
      select e.to_id as needed, e.from_id as dependent from topology_edges e
      where ${live('e')} and e.type in ('calls', 'dependsOn', 'consumes', 'subscribes')
      union
      select g.from_id, e.from_id from topology_edges g
      join topology_edges e on ${live('e')} and e.to_id = g.to_id and e.type in ('calls', 'dependsOn', 'consumes', 'subscribes')
      where ${live('g')} and g.type in ('provides', 'publishes') and g.from_id <> e.from_id
      limit ${5 * MAX_LISTED}
    ) d`,
  params: [tenantId, projectId],
  read: ([row]) =>
    ((row?.pairs ?? []) as [Uuid, Uuid][]).map(([needed, dependent]) => ({ needed, dependent })),
});

/** A service or resource, and what is known of it beside the graph. */
export interface HubFacts {
  readonly id: Uuid;
  readonly kind: 'service' | 'resource';
  readonly name: string;
  readonly hasOwner: boolean;
  /** A runbook has it among its services, or its name in the title. */
  readonly hasRunbook: boolean;
  /** Incidents that have it as a service, in any letter case. */
  readonly incidents: number;
  readonly incidentIds: readonly Uuid[];
}

/** Services and resources of the project. `ids`: those wanted. Scope: the tenant. */
export const selectHubFacts = (
  { tenantId, projectId }: ProjectKey,
  ids: readonly Uuid[],
): Query<HubFacts[]> => ({
  sql: `with hubs as materialized (
      select n.id, n.kind, n.name, array(select lower(k.name) from unnest(array_append(n.aliases, n.name)) k (name)) as keys
      from topology_nodes n where n.tenant_id = $1 and n.project_id = $2 and n.vanished_at is null
        and n.id = any($3::uuid[]) and n.kind in ('service', 'resource')),
    helped as materialized (
      select lower(${PATTERN_TITLE}) as title, array(select lower(s.name) from unnest(r.services) s (name)) as services
      from runbooks r join patterns p on p.tenant_id = r.tenant_id and p.id = r.pattern_id and ${STANDING}
      where r.tenant_id = $1 and r.withdrawn_at is null
      union all
      select lower(d.title), array(select lower(s.name) from runbook_matchings m cross join unnest(m.services) s (name)
        where m.tenant_id = $1 and m.document_id = d.id)
      from documents d where d.tenant_id = $1 and ${READY_RUNBOOK})
    select h.id, h.kind, h.name,
      exists (select from topology_edges e where ${live('e')} and e.type = 'owns' and e.to_id = h.id) as has_owner,
      exists (select from helped r where r.services && h.keys
        or exists (select from unnest(h.keys) k (key) where length(k.key) > 2 and strpos(r.title, k.key) > 0)) as has_runbook,
      i.incidents, i.ids
    from hubs h
    cross join lateral (
      select count(distinct l.incident_id)::int as incidents, (coalesce(array_agg(distinct l.incident_id), '{}'))[1:100] as ids
      from incident_labels l where l.tenant_id = $1 and l.name = 'service' and l.value_key = any(h.keys)
    ) i order by h.name, h.id`,
  params: [tenantId, projectId, ids],
  read: (rows) =>
    rows.map((row) => ({
      id: String(row.id),
      kind: row.kind as HubFacts['kind'],
      name: String(row.name),
      hasOwner: row.has_owner === true,
      hasRunbook: row.has_runbook === true,
      incidents: Number(row.incidents),
      incidentIds: (row.ids as (Uuid | null)[]).filter((id) => id !== null),
    })),
});

/** How many services and resources the project has. Scope: the tenant. */
export const countHubs = ({ tenantId, projectId }: ProjectKey): Query<number> => ({
  sql: `select count(*)::int as count from topology_nodes n where n.tenant_id = $1 and n.project_id = $2
    and n.vanished_at is null and n.kind in ('service', 'resource')`,
  params: [tenantId, projectId],
  read: ([row]) => Number(row?.count ?? 0),
});
