import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';
import type { ProjectKey } from './topology-imports.ts';
import { MAX_LISTED } from './topology-nodes.ts';

/** A call or a dependency, one for two nodes that have both. */
export interface RingStep {
  readonly from: Uuid;
  readonly to: Uuid;
  readonly edgeId: Uuid;
}

/** The calls and dependencies that lie on some ring, in an order that stays the same. Scope: the tenant. */
export const selectRingSteps = ({ tenantId, projectId }: ProjectKey): Query<RingStep[]> => ({
  sql: `select coalesce(json_agg(json_build_array(s.from_id, s.to_id, s.edge)), '[]') as steps from (
      select e.from_id, e.to_id, (min(array[e.type, e.id::text]))[2] as edge
      from topology_nodes f
      join topology_edges e on e.tenant_id = $1 and e.project_id = $2 and e.from_id = f.id
        and e.type in ('calls', 'dependsOn') and e.vanished_at is null
      join topology_nodes t on t.tenant_id = $1 and t.project_id = $2 and t.id = e.to_id and t.ring_id = f.ring_id
      where f.tenant_id = $1 and f.project_id = $2 and f.ring_id is not null
      group by e.from_id, e.to_id order by e.from_id, e.to_id limit ${5 * MAX_LISTED}
    ) s`,
  params: [tenantId, projectId],
  read: (rows) =>
    ((rows[0]?.steps ?? []) as [Uuid, Uuid, Uuid][]).map(([from, to, edgeId]) => ({ from, to, edgeId })),
});
