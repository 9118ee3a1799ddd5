import type { Uuid } from '../core/ids.ts';
import type { Db, Tx } from '../db/db.ts';
import { passageTable, vectorTable } from './brand-tables.ts';
import {
  IS_SEEN,
  PASSAGE_COLUMNS,
  type PassageRow,
  readPassages,
  type SearchPlace,
} from './document-search.ts';
import type { Query } from './query.ts';

/** A passage that has no vector yet, and what its vector is made of. */
export interface UnembeddedPassage {
  readonly id: Uuid;
  readonly revisionId: Uuid;
  readonly scope: string;
  readonly title: string;
  readonly headings: readonly string[];
  readonly content: string;
}

/** Passages that are looked at together for those without a vector, however many have one. */
const LOOKED_AT = 2000;

/** Takes the tenant as $1 and the id to begin behind as $2. */
const endOfLook = (brandId: Uuid): string => `(select e.id from ${passageTable(brandId)} e
  where e.tenant_id = $1::uuid and e.id > $2::uuid order by e.id offset ${LOOKED_AT - 1} limit 1)`;

/** The last passage that `selectUnembedded` looks at; undefined where it looks at all that there are. Scope: the tenant. */
export const selectEndOfLook = (tenantId: Uuid, brandId: Uuid, after: Uuid): Query<Uuid | undefined> => ({
  sql: `select ${endOfLook(brandId)} as id`,
  params: [tenantId, after],
  read: ([row]) => (typeof row?.id === 'string' ? row.id : undefined),
});

/**
 * Passages without a vector in the order of their ids, those after the id `after`. Looks at a part of the passages, up
 * to that which `selectEndOfLook` gives: nobody waits long for the embedded store. Scope: the tenant.
 */
export const selectUnembedded = (
  tenantId: Uuid,
  brandId: Uuid,
  indexId: Uuid,
  after: Uuid,
  limit: number,
): Query<UnembeddedPassage[]> => ({
  sql: `select p.id, p.revision_id, p.scope, d.title, p.headings, p.content
    from (
      select p.* from ${passageTable(brandId)} p
      where p.tenant_id = $1::uuid and p.id > $2::uuid
        and p.id <= coalesce(${endOfLook(brandId)}, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
        and not exists (select from ${vectorTable(indexId)} v where v.passage_id = p.id)
      order by p.id limit $3
    ) p
    left join documents d on d.tenant_id = $1::uuid and d.id = p.document_id
    order by p.id`,
  params: [tenantId, after, limit],
  read: (rows) =>
    rows.map((row) => ({
      id: String(row.id),
      revisionId: String(row.revision_id),
      scope: String(row.scope),
      title: row.title === null ? '' : String(row.title),
      headings: row.headings as string[],
      content: String(row.content),
    })),
});

export interface VectorWrite extends Pick<UnembeddedPassage, 'id' | 'revisionId' | 'scope'> {
  readonly vector: Float32Array;
}

/**
 * Adds vectors of passages that are still there. The caller holds the brand's lock: a passage that is being deleted
 * would leave its vector behind. Scope: the tenant.
 */
export async function insertVectors(
  tx: Tx,
  tenantId: Uuid,
  { brandId, indexId }: { readonly brandId: Uuid; readonly indexId: Uuid },
  vectors: readonly VectorWrite[],
): Promise<void> {
  await tx.query(
    `insert into ${vectorTable(indexId)} (tenant_id, index_id, passage_id, revision_id, scope, embedding)
     select $1::uuid, $2::uuid, r.id, r.revision_id, r.scope, r.embedding::vector
     from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[]) as r (id, revision_id, scope, embedding)
     where exists (select from ${passageTable(brandId)} p where p.id = r.id)
     on conflict do nothing`,
    [
      tenantId,
      indexId,
      vectors.map(({ id }) => id),
      vectors.map(({ revisionId }) => revisionId),
      vectors.map(({ scope }) => scope),
      vectors.map(({ vector }) => vectorText(vector)),
    ],
  );
}

const vectorText = (vector: Float32Array): string => `[${vector.join(',')}]`;

const readNear = (rows: Record<string, unknown>[]): NearPassage[] =>
  rows.map((row) => ({ id: String(row.passage_id), cosine: Number(row.cosine) }));

/** A passage near a question. */
export interface NearPassage {
  readonly id: Uuid;
  /** Of the angle between the two, -1 to 1. */
  readonly cosine: number;
}

/**
 * The nearest passages, nearest first. Exact, unless the index has a graph (`makeVectorGraph`); then as exact as 100
 * candidates a step make it. Scope: the tenant.
 */
export function searchVectors(
  { tenantId, brandId, scopes }: SearchPlace,
  index: { readonly id: Uuid; readonly dimensions: number },
  question: Float32Array,
  limit: number,
): readonly [Query<void>, Query<NearPassage[]>] {
  const distance = `v.embedding::vector(${index.dimensions}) <=> $3::vector(${index.dimensions})`;
  const narrowed = scopes.length > 0;
  const steps: Query<void> = {
    sql: `select set_config('hnsw.ef_search', $1, true), set_config('hnsw.iterative_scan', 'strict_order', true)`,
    params: [String(Math.min(1000, Math.max(100, limit)))],
    read: () => undefined,
  };
  const nearest: Query<NearPassage[]> = {
    sql: `select v.passage_id, 1 - (${distance}) as cosine from ${vectorTable(index.id)} v
      where v.tenant_id = $1::uuid ${narrowed ? 'and v.scope = any($5::text[])' : ''}
        and v.revision_id <> all (array(
          select h.revision_id from hidden_revisions h where h.tenant_id = $1::uuid and h.brand_id = $2::uuid))
      order by ${distance} limit $4`,
    params: [tenantId, brandId, vectorText(question), limit, ...(narrowed ? [[...scopes]] : [])],
    ...(narrowed ? { isPlannedAnew: true } : {}),
    read: readNear,
  };
  return [steps, nearest];
}

/** How near certain passages are. Scope: the tenant. */
export const selectCosines = (
  { tenantId }: Pick<SearchPlace, 'tenantId'>,
  index: { readonly id: Uuid; readonly dimensions: number },
  question: Float32Array,
  ids: readonly Uuid[],
): Query<NearPassage[]> => ({
  sql: `select passage_id, 1 - (embedding::vector(${index.dimensions}) <=> $3::vector(${index.dimensions})) as cosine
    from ${vectorTable(index.id)} where tenant_id = $1::uuid and passage_id = any($2::uuid[])`,
  params: [tenantId, ids, vectorText(question)],
  read: readNear,
});

/** A passage with its vector. */
export interface EmbeddedPassage extends PassageRow {
  readonly vector: Float32Array;
}

/** Some passages of the index with their vectors, about `most` of its `total`, always the same ones. Scope: the tenant. */
export const sampleEmbedded = (
  { tenantId, brandId }: Pick<SearchPlace, 'tenantId' | 'brandId'>,
  indexId: Uuid,
  { most, total }: { readonly most: number; readonly total: number },
): Query<EmbeddedPassage[]> => ({
  // Whole pages of the table are taken or left, so that a large one is not read as a whole.
  sql: `select ${PASSAGE_COLUMNS}, v.embedding::text as embedding
    from (
      select * from ${vectorTable(indexId)} tablesample system (${Math.min(100, Math.ceil((200 * most) / Math.max(1, total)))})
        repeatable (1) limit $3
    ) v
    join ${passageTable(brandId)} p on p.id = v.passage_id
    join documents d on d.tenant_id = $1::uuid and d.id = p.document_id
    where p.tenant_id = $1::uuid and ${IS_SEEN}`,
  params: [tenantId, brandId, most],
  read(rows) {
    const passages = readPassages(rows);
    return rows.flatMap((row, place) => {
      const passage = passages[place];
      return passage === undefined ? [] : { ...passage, vector: readVector(String(row.embedding)) };
    });
  },
});

const readVector = (text: string): Float32Array => Float32Array.from(text.slice(1, -1).split(','), Number);

/** Scope: the tenant. */
export const countVectors = (tenantId: Uuid, indexId: Uuid): Query<number> => ({
  sql: `select count(*) as vectors from ${vectorTable(indexId)} where tenant_id = $1`,
  params: [tenantId],
  read: (rows) => Number(rows[0]?.vectors ?? 0),
});

/** More than these a graph of the store cannot have. */
export const MOST_GRAPH_DIMENSIONS = 2000;

/** Searched without looking at every vector from now on; takes a while. Does nothing where it is there. */
export async function makeVectorGraph(db: Db, indexId: Uuid, dimensions: number): Promise<void> {
  const table = vectorTable(indexId);
  // The embedded engine has one session, which nothing can be concurrent with.
  const how = db.engine === 'postgres' ? 'concurrently' : '';
  const [graph] = await db.autocommit(
    'select indisvalid as whole from pg_index where indexrelid = to_regclass($1)',
    [`${table}_graph`],
  );
  if (graph?.whole === true) return;
  await db.maintain([
    // What a process left that ended meanwhile serves nobody.
    ...(graph === undefined ? [] : [`drop index ${how} if exists ${table}_graph`]),
    `create index ${how} ${table}_graph on ${table}
       using hnsw ((embedding::vector(${dimensions})) vector_cosine_ops)`,
    // Whether the graph pays for a collection hangs on how large the planner believes it to be.
    `analyze ${table}`,
  ]);
}
