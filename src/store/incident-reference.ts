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

/** What the incidents are called, in the order of the ids; those that are gone are left out. Scope: the tenant. */
export const selectIncidentNames = (
  tenantId: Uuid,
  ids: readonly Uuid[],
): Query<{ readonly id: Uuid; readonly externalId: string; readonly title: string }[]> => ({
  sql: `select id, external_id, title from incidents where tenant_id = $1::uuid and id = any($2::uuid[])
    order by array_position($2::uuid[], id)`,
  params: [tenantId, ids],
  read: (rows) =>
    rows.map((row) => ({
      id: String(row.id),
      externalId: String(row.external_id),
      title: String(row.title),
    })),
});
