import type { Uuid } from '../core/ids.ts';
import type { Tx } from '../db/db.ts';
import { makeVectorTable } from './brand-tables.ts';
import { type Query, runIn } from './query.ts';

/** The vectors of a brand's passages by one model. */
export interface EmbeddingIndex {
  readonly id: Uuid;
  /** `local/ORG/NAME`, `openai/text-embedding-3-small` … */
  readonly model: string;
  readonly dimensions: number;
  /** `building`: not every passage has its vector yet, and questions do not use it. */
  readonly state: 'building' | 'ready';
  /** What was learned about how much the model counts; null before it was. */
  readonly weight: unknown;
}

const COLUMNS = 'id, model, dimensions, state, weight';

const readIndexes = (rows: Record<string, unknown>[]): EmbeddingIndex[] =>
  rows.map((row) => ({
    id: String(row.id),
    model: String(row.model),
    dimensions: Number(row.dimensions),
    state: row.state as EmbeddingIndex['state'],
    weight: row.weight,
  }));

/** Every embedding index of a brand, whatever its state. Scope: the tenant. */
export const selectIndexIds = (tenantId: Uuid, brandId: Uuid): Query<Uuid[]> => ({
  sql: 'select id from embedding_indexes where tenant_id = $1 and brand_id = $2',
  params: [tenantId, brandId],
  read: (rows) => rows.map((row) => String(row.id)),
});

/** The indexes that questions can use: that of `model` first, then the newest. Scope: the tenant. */
export const selectReadyIndexes = (
  tenantId: Uuid,
  brandId: Uuid,
  model: string,
): Query<EmbeddingIndex[]> => ({
  sql: `select ${COLUMNS} from embedding_indexes where tenant_id = $1 and brand_id = $2 and state = 'ready'
    order by model = $3 desc, completed_at desc`,
  params: [tenantId, brandId, model],
  read: readIndexes,
});

/** A brand whose passages are not all in the index of the model. */
export interface StaleBrand {
  readonly tenantId: Uuid;
  readonly brandId: Uuid;
  /** Of its documents, before its passages were looked at. */
  readonly version: number;
}

/**
 * The next brand, of any tenant, that has passages and whose index of `model` is not known to hold them in so many
 * `dimensions`; null, where these are not known: any brand that has passages. One where that failed keeps no other
 * waiting. Scope: system.
 */
export const selectStaleBrand = (
  model: string,
  dimensions: number | null,
): Query<StaleBrand | undefined> => ({
  sql: `select b.tenant_id, b.id, b.content_version as version from brands b
    left join embedding_indexes i on i.tenant_id = b.tenant_id and i.brand_id = b.id and i.model = $1
    where b.content_version > 0 and (i.complete_at_version is distinct from b.content_version or i.dimensions is distinct from $2)
      and (i.lease_until is null or i.lease_until <= now())
      and to_regclass('document_passages_' || replace(b.id::text, '-', '')) is not null
    order by i.error is not null, i.complete_at_version nulls first limit 1`,
  params: [model, dimensions],
  read: ([row]) =>
    row && { tenantId: String(row.tenant_id), brandId: String(row.id), version: Number(row.version) },
});

interface IndexKey {
  readonly tenantId: Uuid;
  readonly brandId: Uuid;
  readonly model: string;
}

/**
 * Takes the brand's index of the model to work on it, and makes it with its table where it is not there. Undefined
 * where somebody else works on it. The caller holds the brand's lock, so that nobody deletes the brand before its new
 * table is known. Scope: the tenant.
 */
export async function leaseIndex(
  tx: Tx,
  { tenantId, brandId, model }: IndexKey,
  newIndex: { readonly id: Uuid; readonly dimensions: number },
  lease: { readonly owner: string; readonly leaseMs: number },
): Promise<EmbeddingIndex | undefined> {
  await tx.query(
    `insert into embedding_indexes (tenant_id, id, brand_id, model, dimensions, state)
     select $1, $2, $3, $4, $5, 'building' where exists (select from brands where tenant_id = $1 and id = $3)
     on conflict do nothing`,
    [tenantId, newIndex.id, brandId, model, newIndex.dimensions],
  );
  const [index] = readIndexes(
    await tx.query(
      `update embedding_indexes set lease_owner = $4, lease_until = now() + $5::float8 * interval '1 millisecond'
       where tenant_id = $1 and brand_id = $2 and model = $3
         and (lease_until is null or lease_until <= now() or lease_owner = $4)
       returning ${COLUMNS}`,
      [tenantId, brandId, model, lease.owner, lease.leaseMs],
    ),
  );
  if (index !== undefined) await makeVectorTable(tx, index.id, index.dimensions);
  return index;
}

/** Holds on to an index; false where the lease or the index itself is gone. Scope: the tenant. */
export const renewIndexLease = (
  tenantId: Uuid,
  indexId: Uuid,
  { owner, leaseMs }: { readonly owner: string; readonly leaseMs: number },
): Query<boolean> => ({
  sql: `update embedding_indexes set lease_until = now() + $4::float8 * interval '1 millisecond'
    where tenant_id = $1 and id = $2 and lease_owner = $3 returning id`,
  params: [tenantId, indexId, owner, leaseMs],
  read: (rows) => rows.length === 1,
});

/** What ends work on an index: everything has its vector, or why not. */
export interface IndexResult {
  readonly owner: string;
  /** Of the tenant's knowledge that the index is complete for; null where it is not. */
  readonly version: number | null;
  /** Null leaves what was learned before. */
  readonly weight: unknown;
  readonly error: string | null;
}

/**
 * Hands an index back. Where it is complete (`version` set), questions use it from now on; gives the other indexes of
 * the brand, which nobody needs any more. Scope: the tenant.
 */
export async function releaseIndex(
  tx: Tx,
  { tenantId, brandId, model }: IndexKey,
  { owner, version, weight, error }: IndexResult,
): Promise<Uuid[]> {
  const released = await tx.query(
    `update embedding_indexes set lease_owner = null, lease_until = null, error = $6,
       weight = coalesce($7::jsonb, weight), complete_at_version = coalesce($5, complete_at_version),
       state = case when $5::bigint is null then state else 'ready' end,
       completed_at = case when $5::bigint is null then completed_at else now() end
     where tenant_id = $1 and brand_id = $2 and model = $3 and lease_owner = $4 returning id`,
    [tenantId, brandId, model, owner, version, error, weight === null ? null : JSON.stringify(weight)],
  );
  if (released.length === 0 || version === null) return [];
  const own = String(released[0]?.id);
  return (await runIn(tx, selectIndexIds(tenantId, brandId))).filter((id) => id !== own);
}

/** Scope: the tenant. */
export async function deleteIndexRow(tx: Tx, tenantId: Uuid, indexId: Uuid): Promise<void> {
  await tx.query('delete from embedding_indexes where tenant_id = $1 and id = $2', [tenantId, indexId]);
}
