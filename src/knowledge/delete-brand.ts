import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { deleteBrandRow } from '../store/brands.ts';
import { runQuery } from '../store/query.ts';
import { findBrand, noBrand } from './find-brand.ts';

/** Ends a brand with its collections. `reference`, and what is thrown for an unknown brand, as for `findBrand`. */
export async function deleteBrand(db: Db, context: Context, reference: string): Promise<void> {
  requireScope(context, 'brands:write');
  requireRole(context, 'admin', 'member');
  const { tenantId } = context;
  const { id } = await findBrand(db, context, reference);
  if (!(await runQuery(db, { tenantId }, deleteBrandRow(tenantId, id)))) throw noBrand();
}
