import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** A space of documents inside the tenant. */
export interface Brand {
  readonly id: Uuid;
  /** What callers send as `brand_id`; unique in the tenant. */
  readonly key: string;
  readonly name: string;
  /** Names of its collections, in byte order. */
  readonly scopes: readonly string[];
  readonly createdAt: Date;
}

const COLUMNS = `brands.id, brands.key, brands.name, brands.created_at as "createdAt",
  array(
    select scopes.name from brand_scopes scopes
    where scopes.tenant_id = brands.tenant_id and scopes.brand_id = brands.id
    order by scopes.name
  ) as scopes`;

const readBrands = (rows: Record<string, unknown>[]) => rows as unknown as Brand[];

/** The brand with its collections; gives the time of creation, undefined when the key is taken. Scope: the tenant. */
export const insertBrand = (tenantId: Uuid, brand: Omit<Brand, 'createdAt'>): Query<Date | undefined> => ({
  sql: `with brand as (
      insert into brands (tenant_id, id, key, name) values ($1, $2, $3, $4)
      on conflict (tenant_id, key) do nothing returning tenant_id, id, created_at
    ), scopes as (
      insert into brand_scopes (tenant_id, brand_id, name)
      select tenant_id, id, unnest($5::text[]) from brand
    )
    select created_at from brand`,
  params: [tenantId, brand.id, brand.key, brand.name, [...brand.scopes]],
  read: (rows) => rows[0]?.created_at as Date | undefined,
});

/** By whichever of id and key is given. Scope: the tenant. */
export const selectBrand = (
  tenantId: Uuid,
  id: Uuid | null,
  key: string | null,
): Query<Brand | undefined> => ({
  sql: `select ${COLUMNS} from brands where tenant_id = $1 and (id = $2 or key = $3)`,
  params: [tenantId, id, key],
  read: (rows) => readBrands(rows)[0],
});

/** By key, those after the key `after`; null: from the first. Scope: the tenant. */
export const selectBrands = (tenantId: Uuid, after: string | null, limit: number): Query<Brand[]> => ({
  sql: `select ${COLUMNS} from brands where tenant_id = $1 and ($2::text is null or key > $2)
    order by key limit $3`,
  params: [tenantId, after, limit],
  read: readBrands,
});

/** Lets one transaction at a time add to the brand's collections. Scope: the tenant. */
export const lockBrand = (tenantId: Uuid, id: Uuid): Query<void> => ({
  sql: 'select from brands where tenant_id = $1 and id = $2 for update',
  params: [tenantId, id],
  read: () => undefined,
});

/** Does nothing where the brand has the collection, or `most` of them. Needs `lockBrand` before it. Scope: the tenant. */
export const insertBrandScope = (tenantId: Uuid, id: Uuid, name: string, most: number): Query<void> => ({
  sql: `insert into brand_scopes (tenant_id, brand_id, name)
    select tenant_id, id, $3 from brands
    where tenant_id = $1 and id = $2
      and (select count(*) from brand_scopes where tenant_id = $1 and brand_id = $2) < $4
    on conflict do nothing`,
  params: [tenantId, id, name, most],
  read: () => undefined,
});

/** False where there is none. Scope: the tenant. */
export const deleteBrandRow = (tenantId: Uuid, id: Uuid): Query<boolean> => ({
  sql: 'delete from brands where tenant_id = $1 and id = $2 returning id',
  params: [tenantId, id],
  read: (rows) => rows.length === 1,
});
