import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { insertBrandScope, lockBrand, selectBrand } from '../store/brands.ts';
import type { Collection } from '../store/document-writes.ts';
import { runQueries } from '../store/query.ts';
import { checkScopeName, MAX_BRAND_SCOPES, tooManyScopes } from './brand-rules.ts';
import { findBrand, noBrand } from './find-brand.ts';

/**
 * Where documents for `scope` of the brand are to be written; the collection is made where the brand has none of that
 * name. Null or blank: the brand itself. Throws `invalid_input` (`brand_id`, `scope`).
 */
export async function documentCollection(
  db: Db,
  context: Pick<Context, 'tenantId'>,
  reference: string,
  scope: string | null,
): Promise<Collection> {
  const { tenantId } = context;
  const brand = await findBrand(db, context, reference);
  if (scope === null || scope.trim() === '') return { tenantId, brandId: brand.id, scope: '' };
  const name = checkScopeName(scope, 'scope');
  if (!brand.scopes.includes(name)) {
    const [, , changed] = await runQueries(db, { tenantId }, [
      lockBrand(tenantId, brand.id),
      insertBrandScope(tenantId, brand.id, name, MAX_BRAND_SCOPES),
      selectBrand(tenantId, brand.id, null),
    ]);
    if (changed === undefined) throw noBrand();
    if (!changed.scopes.includes(name)) throw tooManyScopes();
  }
  return { tenantId, brandId: brand.id, scope: name };
}
