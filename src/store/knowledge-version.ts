import type { Uuid } from '../core/ids.ts';
import type { Tx } from '../db/db.ts';
import type { Query } from './query.ts';

/** 0 for a tenant that has never been given anything. Scope: the tenant. */
export const selectKnowledgeVersion = (tenantId: Uuid): Query<number> => ({
  sql: 'select version from knowledge_versions where tenant_id = $1',
  params: [tenantId],
  read: (rows) => Number(rows[0]?.version ?? 0),
});

/** Told of every change to what a tenant's incidents tell, in the change's own transaction. Scope: the tenant. */
export async function bumpKnowledgeVersion(tx: Tx, tenantId: Uuid): Promise<void> {
  await tx.query(
    `insert into knowledge_versions (tenant_id, version) values ($1::uuid, 1)
     on conflict (tenant_id) do update set version = knowledge_versions.version + 1`,
    [tenantId],
  );
}
