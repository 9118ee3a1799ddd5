import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** 0 for a tenant that has never been given anything. Scope: the tenant. */
export const selectKnowledgeVersion = (tenantId: Uuid): Query<number> => ({
  sql: 'select version from knowledge_versions where tenant_id = $1',
  params: [tenantId],
  read: (rows) => Number(rows[0]?.version ?? 0),
});
