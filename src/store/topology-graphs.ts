import type { Tx } from '../db/db.ts';
import type { Query } from './query.ts';
import type { ProjectKey } from './topology-imports.ts';

/** Where a project's graph stands. */
export interface GraphState {
  /** Grows in the transaction of every change. */
  readonly version: number;
  /** What there is now, without what vanished. */
  readonly nodes: number;
  readonly edges: number;
}

/** Undefined for a project whose graph was never made, or by a release that kept no record of it. Scope: the tenant. */
export const selectGraphState = ({ tenantId, projectId }: ProjectKey): Query<GraphState | undefined> => ({
  sql: 'select version, nodes, edges from topology_graphs where tenant_id = $1 and project_id = $2',
  params: [tenantId, projectId],
  read: ([row]) =>
    row && { version: Number(row.version), nodes: Number(row.nodes), edges: Number(row.edges) },
});

/** Told of every change to a graph, in the change's own transaction. Scope: the tenant. */
export async function writeGraphState(
  tx: Tx,
  { tenantId, projectId }: ProjectKey,
  { nodes, edges }: Omit<GraphState, 'version'>,
): Promise<void> {
  await tx.query(
    `insert into topology_graphs (tenant_id, project_id, version, nodes, edges)
     values ($1::uuid, $2::uuid, 1, $3::int, $4::int)
     on conflict (tenant_id, project_id) do update
       set version = topology_graphs.version + 1, nodes = excluded.nodes, edges = excluded.edges`,
    [tenantId, projectId, nodes, edges],
  );
}
