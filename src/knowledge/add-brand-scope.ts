import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { type Brand, insertBrandScope, lockBrand, selectBrand } from '../store/brands.ts';
import { runQueries } from '../store/query.ts';
import { checkScopeName, MAX_BRAND_SCOPES, tooManyScopes } from './brand-rules.ts';
import { findBrand, noBrand } from './find-brand.ts';

/**
 * Gives the brand a collection, which it may have already. `reference` as for `findBrand`.
 * Throws `forbidden`, or `invalid_input` for an unknown brand (`brand_id`) or a name that cannot be (`scopes`).
 */
export async function addBrandScope(
  db: Db,
  context: Context,
  reference: string,
  scope: string,
): Promise<Brand> {
  requireScope(context, 'brands:write');
  requireRole(context, 'admin', 'member');
  const name = checkScopeName(scope);
  const { tenantId } = context;
  const { id } = await findBrand(db, context, reference);
  const [, , brand] = await runQueries(db, { tenantId }, [
    lockBrand(tenantId, id),
    insertBrandScope(tenantId, id, name, MAX_BRAND_SCOPES),
    selectBrand(tenantId, id, null),
  ]);
  if (brand === undefined) throw noBrand();
  if (!brand.scopes.includes(name)) throw tooManyScopes();
  return brand;
}
