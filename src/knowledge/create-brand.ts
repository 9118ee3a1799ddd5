import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { type Brand, insertBrand } from '../store/brands.ts';
import { runQuery } from '../store/query.ts';
import { checkScopeName, isBrandKey, MAX_BRAND_SCOPES, tooManyScopes } from './brand-rules.ts';
import { checkText } from './check-text.ts';

export interface NewBrand {
  /** What callers will send as `brand_id`. */
  readonly key: string;
  /** 1 to 100 characters; the key unless given. */
  readonly name?: string;
  /** Names of collections, 1 to 100 characters each and without commas; one named twice counts once. */
  readonly scopes?: readonly string[];
}

/** Throws `forbidden`, `invalid_input` with the field as its subject, or `conflict` (`brand`) for a key that is taken. */
export async function createBrand(db: Db, context: Context, request: NewBrand): Promise<Brand> {
  requireScope(context, 'brands:write');
  requireRole(context, 'admin', 'member');
  const { key } = request;
  if (!isBrandKey(key)) throw invalidKey();
  const name = checkText(request.name ?? key, { subject: 'name', least: 1, most: 100 });
  const scopes = scopesOf(request.scopes ?? []);
  const { tenantId } = context;
  const brand = { id: newId(), key, name, scopes };
  const createdAt = await runQuery(db, { tenantId }, insertBrand(tenantId, brand));
  if (createdAt !== undefined) return { ...brand, createdAt };
  throw new ParleyError('conflict', `There is a brand ${JSON.stringify(key)} already.`, { subject: 'brand' });
}

/** In byte order, as the store gives them back. */
function scopesOf(names: readonly string[]): string[] {
  if (names.length > MAX_BRAND_SCOPES) throw tooManyScopes();
  const inBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
  return [...new Set(names.map((name) => checkScopeName(name)))].sort(inBytes);
}

const invalidKey = () =>
  new ParleyError(
    'invalid_input',
    'brand_id must be 1 to 100 letters, digits, dots, dashes and underscores, and no UUID.',
    { subject: 'brand_id' },
  );
