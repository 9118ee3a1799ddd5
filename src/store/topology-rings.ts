import type { Uuid } from '../core/ids.ts';
import type { Tx } from '../db/db.ts';
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

const NEEDED = `e.tenant_id = $1 and e.project_id = $2 and e.vanished_at is null and e.type in ('calls', 'dependsOn')`;

/** The nodes, and all that they reach (`out`) or are reached from (`in`) by calls and dependencies. Scope: the tenant. */
export async function selectReachable(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  ids: readonly Uuid[],
  direction: 'out' | 'in',
): Promise<Uuid[]> {
  const [own, other] = direction === 'out' ? ['from_id', 'to_id'] : ['to_id', 'from_id'];
  const [row] = await tx.query(
    `with recursive reached (id) as (
       select unnest($3::uuid[])
       union
       select e.${other} from reached r join topology_edges e on ${NEEDED} and e.${own} = r.id
     )
     select coalesce(json_agg(r.id), '[]') as ids from reached r`,
    [tenantId, projectId, ids],
  );
  return row?.ids as Uuid[];
}

/** Which rings the nodes lie on. Scope: the tenant. */
export async function selectRingIds(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  ids: readonly Uuid[],
): Promise<Map<Uuid, Uuid | null>> {
  const rows = await tx.query<{ id: Uuid; ring: Uuid | null }>(
    'select id, ring_id as ring from topology_nodes where tenant_id = $1 and project_id = $2 and id = any($3::uuid[])',
    [tenantId, projectId, ids],
  );
  return new Map(rows.map(({ id, ring }) => [id, ring]));
}

/** The nodes on the rings. Scope: the tenant. */
export async function selectRingMembers(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  ringIds: readonly Uuid[],
): Promise<Uuid[]> {
  const rows = await tx.query<{ id: Uuid }>(
    'select id from topology_nodes where tenant_id = $1 and project_id = $2 and ring_id = any($3::uuid[])',
    [tenantId, projectId, ringIds],
  );
  return rows.map(({ id }) => id);
}

/** The calls and dependencies from the nodes, wherever they lead. Scope: the tenant. */
export async function selectStepsFrom(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  ids: readonly Uuid[],
): Promise<{ readonly from: Uuid; readonly to: Uuid }[]> {
  const [row] = await tx.query(
    `select coalesce(json_agg(json_build_array(e.from_id, e.to_id)), '[]') as steps
     from topology_edges e where ${NEEDED} and e.from_id = any($3::uuid[])`,
    [tenantId, projectId, ids],
  );
  return ((row?.steps ?? []) as [Uuid, Uuid][]).map(([from, to]) => ({ from, to }));
}

/** Says which ring each of the nodes lies on. Scope: the tenant. */
export async function writeRingIds(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  rings: readonly { readonly id: Uuid; readonly ringId: Uuid | null }[],
): Promise<void> {
  if (rings.length === 0) return;
  await tx.query(
    `update topology_nodes n set ring_id = r."ringId" from json_to_recordset($3::json) as r (id uuid, "ringId" uuid)
     where n.tenant_id = $1 and n.project_id = $2 and n.id = r.id`,
    [tenantId, projectId, JSON.stringify(rings)],
  );
}
