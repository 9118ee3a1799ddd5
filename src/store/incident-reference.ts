import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** The incident of that id, where the reference is one, or of that external id. Scope: the tenant. */
export const selectIncidentId = (
  tenantId: Uuid,
  id: Uuid | undefined,
  externalId: string,
): Query<Uuid | undefined> => ({
  sql: 'select id from incidents where tenant_id = $1 and (id = $2 or external_id = $3) limit 1',
  params: [tenantId, id ?? null, externalId],
  read: (rows) => rows[0]?.id as Uuid | undefined,
});
