import { newId, type Uuid } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/db.ts';

/** A new tenant with a name of its own. */
export async function newTenant(db: Db): Promise<Uuid> {
  const id = newId();
  await db.batch('system', [
    { sql: 'insert into tenants (id, name) values ($1, $2)', params: [id, `tenant ${id}`] },
  ]);
  return id;
}
