import type { Uuid } from '../core/ids.ts';
import { passageIndex, passageTable } from './brand-tables.ts';
import type { Query } from './query.ts';

/** Where passages are looked for. */
export interface SearchPlace {
  readonly tenantId: Uuid;
  readonly brandId: Uuid;
  /** Names of collections; empty: the whole brand. */
  readonly scopes: readonly string[];
}

/** A passage with what its document is called. */
export interface PassageRow {
  readonly id: Uuid;
  readonly documentId: Uuid;
  /** The document's own id: its path below the import, or the id that its record had. */
  readonly externalId: string;
  readonly title: string;
  readonly kind: 'document' | 'runbook';
  /** Alerts that a runbook serves; empty for other documents. */
  readonly alerts: readonly string[];
  /** Place among the document's passages, from 0. */
  readonly ordinal: number;
  readonly headings: readonly string[];
  readonly content: string;
  /** Unicode code points into the stored text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Without the text that is searched, which is as long as all the rest. */
const OWN_COLUMNS = 'p.id, p.document_id, p.ordinal, p.headings, p.content, p.start_at, p.end_at';

export const PASSAGE_COLUMNS = `p.id, p.document_id, d.external_id, d.title, d.kind, d.alerts, p.ordinal, p.headings,
  p.content, p.start_at, p.end_at`;

export const readPassages = (rows: Record<string, unknown>[]): PassageRow[] =>
  rows.map((row) => ({
    id: String(row.id),
    documentId: String(row.document_id),
    externalId: String(row.external_id),
    title: String(row.title),
    kind: row.kind as PassageRow['kind'],
    alerts: row.alerts as string[],
    ordinal: Number(row.ordinal),
    headings: row.headings as string[],
    content: String(row.content),
    start: Number(row.start_at),
    end: Number(row.end_at),
  }));

/** Of a passage `p`: not of a revision that is still being written. Takes the tenant as $1 and the brand as $2. */
export const IS_SEEN = `p.revision_id <> all (array(
  select h.revision_id from hidden_revisions h where h.tenant_id = $1::uuid and h.brand_id = $2::uuid))`;

/** One look for each passage, whatever the planner believes of a table that has just been filled. Takes the tenant as $1. */
const DOCUMENT_OF_PASSAGE = `(select d.external_id, d.title, d.kind, d.alerts from documents d
  where d.tenant_id = $1::uuid and d.id = p.document_id limit 1) d`;

/**
 * The best `limit` passages of the place by BM25, best first. Narrowing happens inside: a small collection of a large
 * brand gives as many. Planned anew where it is narrowed, since whether to rank or to read a collection depends on how
 * large it is; where a collection is read, passages without any of the words come last. The brand's table has to be
 * there. Scope: the tenant.
 */
export function searchDocumentPassages(
  { tenantId, brandId, scopes }: SearchPlace,
  words: string,
  limit: number,
): Query<PassageRow[]> {
  const distance = `p.search_text <@> to_bm25query($3, '${passageIndex(brandId)}')`;
  const narrowed = scopes.length > 0;
  return {
    sql: `select ${PASSAGE_COLUMNS}
      from (
        select p.*, row_number() over () as place from (
          select ${OWN_COLUMNS} from ${passageTable(brandId)} p
          where p.tenant_id = $1::uuid and ${IS_SEEN} ${narrowed ? 'and p.scope = any($5::text[])' : ''}
          order by ${distance} limit $4
        ) p
      ) p
      cross join lateral ${DOCUMENT_OF_PASSAGE}
      order by p.place`,
    params: [tenantId, brandId, words, limit, ...(narrowed ? [[...scopes]] : [])],
    ...(narrowed ? { isPlannedAnew: true } : {}),
    read: readPassages,
  };
}

/**
 * How rare each word is among the brand's passages: proportional to its inverse document frequency, and 0 for a stop
 * word or one that no passage has. The score of a text of that one word, which the index tells without looking at any passage. Scope: the tenant.
 */
export const selectRarity = (
  { brandId }: Pick<SearchPlace, 'brandId'>,
  words: readonly string[],
): Query<Map<string, number>> => ({
  sql: `select word, 0 - (word <@> to_bm25query(word, '${passageIndex(brandId)}')) as rarity
    from unnest($1::text[]) as word`,
  params: [words],
  read: (rows) => new Map(rows.map((row) => [String(row.word), Number(row.rarity)])),
});

/** Passages by their ids, in no order; what nobody sees is left out. Scope: the tenant. */
export const selectPassages = (
  { tenantId, brandId }: Pick<SearchPlace, 'tenantId' | 'brandId'>,
  ids: readonly Uuid[],
): Query<PassageRow[]> => ({
  sql: `select ${PASSAGE_COLUMNS} from ${passageTable(brandId)} p
    cross join lateral ${DOCUMENT_OF_PASSAGE}
    where p.tenant_id = $1::uuid and ${IS_SEEN} and p.id = any($3::uuid[])`,
  params: [tenantId, brandId, ids],
  read: readPassages,
});

/** The passages of one document in the order of its text, those before the `most`. Scope: the tenant. */
export const selectPassagesOf = (
  { tenantId, brandId }: Pick<SearchPlace, 'tenantId' | 'brandId'>,
  documentId: Uuid,
  most: number,
): Query<PassageRow[]> => ({
  sql: `select ${PASSAGE_COLUMNS} from documents d
    join ${passageTable(brandId)} p on p.tenant_id = d.tenant_id and p.revision_id = d.revision_id
    where d.tenant_id = $1::uuid and d.id = $2 order by p.ordinal limit $3`,
  params: [tenantId, documentId, most],
  read: readPassages,
});
