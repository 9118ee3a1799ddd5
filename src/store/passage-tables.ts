import { ParleyError } from '../core/errors.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { makePassageTable, passageTableExists } from './brand-tables.ts';
import { selectBrand } from './brands.ts';
import { lockBrandWrites } from './document-writes.ts';
import { runIn, runQuery } from './query.ts';

/** Brands whose table is known to stand; ids are never used twice. */
const standing = new WeakMap<Db, Set<Uuid>>();

const knownIn = (db: Db): Set<Uuid> => {
  const known = standing.get(db) ?? new Set();
  standing.set(db, known);
  return known;
};

/** Makes the table of a brand's passages where it is not there yet. Throws `invalid_input` where there is no brand. */
export async function ensurePassageTable(db: Db, tenantId: Uuid, brandId: Uuid): Promise<void> {
  if (await hasPassageTable(db, tenantId, brandId)) return;
  await db.transaction({ tenantId }, async (tx) => {
    // Whoever deletes the brand finds the table, or the table is not made.
    await lockBrandWrites(tx, brandId);
    if (!(await runIn(tx, selectBrand(tenantId, brandId, null)))) throw deleted();
    await makePassageTable(tx, brandId);
  });
  knownIn(db).add(brandId);
}

const deleted = () => new ParleyError('invalid_input', 'was meant for a brand that has been deleted');

/** Whether the brand has ever been given a document. */
export async function hasPassageTable(db: Db, tenantId: Uuid, brandId: Uuid): Promise<boolean> {
  const known = knownIn(db);
  if (known.has(brandId)) return true;
  const found = await runQuery(db, { tenantId }, passageTableExists(brandId));
  if (found) known.add(brandId);
  return found;
}
