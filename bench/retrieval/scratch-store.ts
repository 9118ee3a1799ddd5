import { newId } from '../../src/core/ids.ts';
import { openDb } from '../../src/db/open.ts';
import { splitDocument } from '../../src/documents/passages/split-document.ts';
import type { PassageCandidate } from '../../src/retrieval/found-passage.ts';
import { baseName } from '../../src/retrieval/lexical/analysed-passage.ts';
import { BM25_B, BM25_K1, searchText } from '../../src/retrieval/lexical/search-text.ts';
import type { SearchQuery } from '../../src/retrieval/query/query.ts';
import type { BenchDocument } from './collections.ts';

/** What a search of the store gives: candidates, best first, and how rare the query's words are. */
interface Found {
  readonly candidates: readonly PassageCandidate[];
  readonly idf: ReadonlyMap<string, number>;
}

export interface ScratchStore {
  readonly passages: readonly PassageCandidate[];
  find(query: SearchQuery, limit: number): Promise<Found>;
  /** Only the store's own order of a plain text: what there would be without any of our ranking. */
  plain(question: string, limit: number): Promise<PassageCandidate[]>;
  close(): Promise<void>;
}

/** Of English, roughly: the bench needs no tokenizer. */
const CHARACTERS_PER_TOKEN = 4;

function split(document: BenchDocument): PassageCandidate[] {
  const { externalId, title, alerts, kind, text } = document;
  const documentId = newId();
  const syntax = kind === 'runbook' ? 'markdown' : 'plain';
  return splitDocument(
    { text, title, syntax },
    { countTokens: (part) => Math.ceil(part.length / CHARACTERS_PER_TOKEN) },
  ).map(({ ordinal, start, end, headings, content }) => ({
    ...{ id: newId(), documentId, externalId, title, kind, alerts },
    ...{ ordinal, headings, content, start, end },
  }));
}

/** An embedded store in memory with nothing but the passages of a collection, indexed as the product does it. */
export async function openScratchStore(documents: readonly BenchDocument[]): Promise<ScratchStore> {
  const passages = documents.flatMap(split);
  const db = await openDb({ dataDir: 'memory://' });
  await db.autocommit(
    'create table bench_passages(place int primary key, body text not null, plain text not null)',
  );
  await db.autocommit('insert into bench_passages select * from unnest($1::int[], $2::text[], $3::text[])', [
    passages.map((_, place) => place),
    passages.map((passage) => searchText({ ...passage, identifiers: [baseName(passage.externalId)] })),
    passages.map(({ title, content }) => `${title}\n${content}`),
  ]);
  const english = `text_config = 'english'`;
  await db.autocommit(
    `create index bench_body on bench_passages using bm25(body) with (${english}, k1 = ${BM25_K1}, b = ${BM25_B})`,
  );
  await db.autocommit(`create index bench_plain on bench_passages using bm25(plain) with (${english})`);
  const search = async (
    column: 'body' | 'plain',
    text: string,
    limit: number,
  ): Promise<PassageCandidate[]> => {
    const rows = await db.autocommit(
      `select place from bench_passages order by ${column} <@> to_bm25query($1, 'bench_${column}') limit $2`,
      [text, limit],
    );
    return rows.flatMap(({ place }) => passages[Number(place)] ?? []);
  };
  return {
    passages,
    async find(query, limit) {
      const candidates = query.text === '' ? [] : await search('body', query.text, limit);
      const rows = await db.autocommit(
        `select word, -(word <@> to_bm25query(word, 'bench_body')) as rarity from unnest($1::text[]) word`,
        [query.rarityWords],
      );
      return { candidates, idf: new Map(rows.map(({ word, rarity }) => [String(word), Number(rarity)])) };
    },
    plain: (question, limit) => search('plain', question, limit),
    close: () => db.close(),
  };
}
