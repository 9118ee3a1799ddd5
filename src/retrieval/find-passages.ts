import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { isTableGone } from '../store/brand-tables.ts';
import { searchDocumentPassages, selectPassages, selectRarity } from '../store/document-search.ts';
import { hasPassageTable } from '../store/passage-tables.ts';
import { searchVectors, selectCosines } from '../store/passage-vectors.ts';
import { runQueries } from '../store/query.ts';
import { relevance } from './calibration/relevance.ts';
import type { FoundPassage, PassageCandidate } from './found-passage.ts';
import { type FusionWeight, fuse, WORDS_FIRST } from './fusion/fuse.ts';
import { PassageCache } from './lexical/passage-cache.ts';
import { type RankedCandidate, rankCandidates } from './lexical/rank-candidates.ts';
import { readQuery } from './query/read-query.ts';
import type { QuestionVector, QuestionVectors } from './question-vectors.ts';
import { type RerankStep, rerank } from './rerank.ts';

/** What to look for, and where. */
export interface PassageSearch {
  readonly tenantId: Uuid;
  readonly brandId: Uuid;
  /** Names of collections; empty: the whole brand. */
  readonly scopes: readonly string[];
  readonly question: string;
  /** Most passages that are given. */
  readonly limit: number;
  /** Least score of a passage, 0 to 1. */
  readonly threshold: number;
  readonly signal?: AbortSignal;
}

/** Gives the passages that may answer a question, best first. */
export type PassageFinder = (search: PassageSearch) => Promise<FoundPassage[]>;

export interface FinderParts {
  readonly db: Db;
  /** Absent: words alone are searched. */
  readonly vectors?: QuestionVectors | undefined;
  readonly reranker?: RerankStep | undefined;
}

/** Passages that are ranked, however few are asked for: more find hardly more (`npm run bench -- retrieval`). */
const DEPTH = 60;

/**
 * Finds passages by their words, and by their meaning where the brand has vectors. One round trip for words, while the
 * question is embedded, and two more with vectors.
 */
export function createPassageFinder(parts: FinderParts): PassageFinder {
  const cache = new PassageCache();
  return async (search) => {
    const { tenantId, brandId, limit, threshold } = search;
    if (!(await hasPassageTable(parts.db, tenantId, brandId))) return [];
    const [byWords, vector] = await Promise.all([
      unlessGone(findByWords(parts.db, search, cache), []),
      parts.vectors?.of(search) ?? null,
    ]);
    const found: readonly FoundPassage[] =
      vector === null ? byWords : await unlessGone(addMeaning(parts.db, search, vector, byWords), byWords);
    const ranked = parts.reranker === undefined ? found : await rerank(parts.reranker, search, found);
    return ranked.filter(({ score }) => score >= threshold).slice(0, limit);
  };
}

type Scored = RankedCandidate & { readonly score: number };

async function findByWords(db: Db, search: PassageSearch, cache: PassageCache): Promise<Scored[]> {
  const query = readQuery(search.question);
  if (query.text === '') return [];
  const [candidates, rarity] = await runQueries(db, { tenantId: search.tenantId }, [
    searchDocumentPassages(search, query.text, depthOf(search)),
    selectRarity(search, query.rarityWords),
  ]);
  // Where the store reads a collection instead of its index, it gives passages without any of the words too.
  const ranked = rankCandidates(query, candidates, rarity, { cache }).filter(
    ({ features }) => features.covered > 0 || features.isNamed,
  );
  return ranked.map((candidate) => ({ ...candidate, score: relevance(candidate.features) }));
}

const depthOf = ({ limit }: PassageSearch): number => Math.max(DEPTH, limit);

/** What `looking` gives, or `otherwise` where the brand or the index was ended meanwhile. */
async function unlessGone<T>(looking: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await looking;
  } catch (error) {
    if (isTableGone(error)) return otherwise;
    throw error;
  }
}

/** What vectors find beside the words, in one order with it. */
async function addMeaning(
  db: Db,
  search: PassageSearch,
  { index, vector }: QuestionVector,
  lexical: readonly Scored[],
): Promise<readonly FoundPassage[]> {
  const { tenantId } = search;
  const [, near] = await runQueries(db, { tenantId }, searchVectors(search, index, vector, depthOf(search)));
  const known = new Map<Uuid, PassageCandidate>(lexical.map((candidate) => [candidate.id, candidate]));
  const isNear = new Set(near.map(({ id }) => id));
  const [others, cosines] = await runQueries(db, { tenantId }, [
    selectPassages(
      search,
      near.flatMap(({ id }) => (known.has(id) ? [] : id)),
    ),
    selectCosines(
      search,
      index,
      vector,
      lexical.flatMap(({ id }) => (isNear.has(id) ? [] : id)),
    ),
  ]);
  for (const passage of others) known.set(passage.id, passage);
  const hits = lexical.map(({ id, score, features }) => ({ id, score, isNamed: features.isNamed }));
  const weight = (index.weight as FusionWeight | null) ?? WORDS_FIRST;
  const fused = fuse(hits, [...near, ...cosines], weight);
  return fused.flatMap(({ id, score }) => {
    const passage = known.get(id);
    // Deleted between the two looks.
    return passage === undefined ? [] : { ...passage, score };
  });
}
