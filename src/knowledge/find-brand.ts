import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { parseId } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { type Brand, selectBrand } from '../store/brands.ts';
import { runQuery } from '../store/query.ts';
import { isBrandKey } from './brand-rules.ts';

/**
 * The tenant's brand of that key or id (a UUID in any letter case, or `brd_…`). Needs no scope: what the caller wants
 * of it does. Throws `invalid_input` (`brand_id`), in the same words whatever the reason.
 */
export async function findBrand(
  db: Db,
  { tenantId }: Pick<Context, 'tenantId'>,
  reference: string,
): Promise<Brand> {
  const id = parseId('brd', reference) ?? null;
  const key = isBrandKey(reference) ? reference : null;
  if (id === null && key === null) throw noBrand();
  const brand = await runQuery(db, { tenantId }, selectBrand(tenantId, id, key));
  if (brand === undefined) throw noBrand();
  return brand;
}

export const noBrand = () =>
  new ParleyError('invalid_input', 'There is no brand with that brand_id.', { subject: 'brand_id' });
