import type { Uuid } from '../core/ids.ts';
import { asOwner } from '../db/as-owner.ts';
import type { Tx } from '../db/db.ts';
import { readTenantPolicy } from '../db/migrations.ts';
import type { Query } from './query.ts';

/** How soon more of the same word counts no more; Robertson and Zaragoza, “The Probabilistic Relevance Framework” (2009). */
export const BM25_K1 = 2;

/** How much a passage's length counts against it, 0 to 1. */
export const BM25_B = 0.75;

/** Names are made of an id's hexadecimal digits alone, so that they can stand in SQL as they are. */
const digits = (id: Uuid): string => {
  const hex = id.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new Error('No id');
  return hex;
};

/** The table of a brand's passages. */
export const passageTable = (brandId: Uuid): string => `document_passages_${digits(brandId)}`;

/** The text index of that table. */
export const passageIndex = (brandId: Uuid): string => `${passageTable(brandId)}_text`;

/** The table of one embedding index. */
export const vectorTable = (indexId: Uuid): string => `passage_vectors_${digits(indexId)}`;

/** Whether a query failed because its brand was deleted, or its embedding index replaced, in the meantime. */
export const isTableGone = (error: unknown): boolean => (error as { code?: unknown }).code === '42P01';

export const passageTableExists = (brandId: Uuid): Query<boolean> => ({
  sql: 'select to_regclass($1) is not null as found',
  params: [passageTable(brandId)],
  read: (rows) => rows[0]?.found === true,
});

/** Makes the brand's table with its indexes and its wall, unless it is there. Scope: the tenant. */
export async function makePassageTable(tx: Tx, brandId: Uuid): Promise<void> {
  const table = passageTable(brandId);
  await makePart(tx, { parent: 'document_passages', table, key: brandId }, [
    `create unique index ${table}_id on ${table} (id)`,
    `create index ${table}_revision on ${table} (revision_id, ordinal)`,
    `create index ${table}_scope on ${table} (scope)`,
    `create index ${passageIndex(brandId)} on ${table} using bm25 (search_text)
      with (text_config = 'english', k1 = ${BM25_K1}, b = ${BM25_B})`,
  ]);
}

/** A vector of so many numbers of 4 bytes fits on a page of 8 KiB with the rest of its row. */
const MOST_INLINE_DIMENSIONS = 1900;

/** Makes the table of an embedding index, unless it is there. Scope: the tenant. */
export async function makeVectorTable(tx: Tx, indexId: Uuid, dimensions: number): Promise<void> {
  const table = vectorTable(indexId);
  // Vectors that lie beside their table take three times as long to look at.
  const storage = dimensions <= MOST_INLINE_DIMENSIONS ? 'plain' : 'external';
  await makePart(tx, { parent: 'passage_vectors', table, key: indexId }, [
    `alter table ${table} alter column embedding set storage ${storage}`,
    `create unique index ${table}_passage on ${table} (passage_id)`,
    `create index ${table}_revision on ${table} (revision_id)`,
    `create index ${table}_scope on ${table} (scope)`,
  ]);
}

interface Part {
  readonly parent: string;
  readonly table: string;
  readonly key: Uuid;
}

/**
 * Attaching a table that stands keeps no reader of the others waiting, unlike making it below its parent. It takes rows
 * of its tenant alone: others could put in nothing that they see, but would change how rare its words are.
 */
async function makePart(tx: Tx, { parent, table, key }: Part, steps: readonly string[]): Promise<void> {
  await asOwner(tx, async () => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [table]);
    const [row] = await tx.query<{ found: boolean }>('select to_regclass($1) is not null as found', [table]);
    if (row?.found) return;
    const [tenant] = await tx.query<{ id: Uuid }>("select current_setting('app.tenant') as id");
    const own = `check (tenant_id = '${digits(tenant?.id ?? '')}'::uuid)`;
    await tx.query(`create table ${table} (like ${parent} including defaults, ${own})`);
    for (const step of steps) await tx.query(step);
    await tx.query(readTenantPolicy().sql.replaceAll('%I', table));
    await tx.query(`alter table ${parent} attach partition ${table} for values in ('${key}')`);
  });
}

/** Ends a brand's passages or an index's vectors at once, whatever their number. Scope: the tenant. */
export async function dropPart(tx: Tx, table: string): Promise<void> {
  await asOwner(tx, () => tx.query(`drop table if exists ${table}`));
}
