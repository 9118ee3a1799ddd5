import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { dropPart, passageTable, vectorTable } from '../store/brand-tables.ts';
import { deleteBrandRow } from '../store/brands.ts';
import { lockBrandWrites } from '../store/document-writes.ts';
import { selectIndexIds } from '../store/embedding-indexes.ts';
import { runIn } from '../store/query.ts';
import { findBrand, noBrand } from './find-brand.ts';

/** Ends a brand with its collections and documents. `reference`, and what is thrown for an unknown brand, as for `findBrand`. */
export async function deleteBrand(db: Db, context: Context, reference: string): Promise<void> {
  requireScope(context, 'brands:write');
  requireRole(context, 'admin', 'member');
  const { tenantId } = context;
  const { id } = await findBrand(db, context, reference);
  await db.transaction({ tenantId }, async (tx) => {
    await lockBrandWrites(tx, id);
    const indexes = await runIn(tx, selectIndexIds(tenantId, id));
    if (!(await runIn(tx, deleteBrandRow(tenantId, id)))) throw noBrand();
    for (const table of [passageTable(id), ...indexes.map(vectorTable)]) await dropPart(tx, table);
  });
}
