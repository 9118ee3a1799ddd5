import type { Uuid } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/db.ts';
import { importRecords } from './import-history.ts';

/** Imports the records, which have an `id` each; gives the stored ids in their order. */
export async function madeIncidents(
  db: Db,
  tenantId: Uuid,
  records: readonly { readonly id: string; readonly [field: string]: unknown }[],
): Promise<Uuid[]> {
  await importRecords(db, tenantId, records);
  const [rows = []] = await db.batch({ tenantId }, [
    {
      sql: `select i.id from unnest($2::text[]) with ordinality as w (name, place)
        join incidents i on i.tenant_id = $1::uuid and i.external_id = w.name order by w.place`,
      params: [tenantId, records.map(({ id }) => id)],
    },
  ]);
  if (rows.length !== records.length) throw new Error(`${rows.length} of ${records.length} are stored`);
  return rows.map(({ id }) => String(id));
}
