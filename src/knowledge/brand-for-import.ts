import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import { createBrand } from './create-brand.ts';
import { listBrands } from './list-brands.ts';

const FIRST_BRAND = 'default';

/**
 * The brand that documents go to where nobody named one: the only one that there is, or a first one. Gives its key.
 * Throws `invalid_input` (`brand`) where there are several.
 */
export async function brandForImport(db: Db, context: Context): Promise<string> {
  const { items } = await listBrands(db, context, { limit: 10 });
  const [first, ...others] = items;
  if (first === undefined) return (await createBrand(db, context, { key: FIRST_BRAND })).key;
  if (others.length === 0) return first.key;
  const names = items.map(({ key }) => key).join(', ');
  throw new ParleyError('invalid_input', `Name the brand with --brand: there are ${names}.`, {
    subject: 'brand',
  });
}
