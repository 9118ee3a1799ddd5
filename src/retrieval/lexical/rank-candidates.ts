import type { PassageCandidate } from '../found-passage.ts';
import type { SearchQuery } from '../query/query.ts';
import { matchPassage, wantedTerms } from './match-passage.ts';
import { isNamed } from './named-documents.ts';
import { neighbourSupport } from './neighbour-support.ts';
import type { PassageCache } from './passage-cache.ts';
import { planTerms } from './plan-terms.ts';
import { RANKING_WEIGHTS, type RankingWeights } from './ranking-weights.ts';
import { spreadDocuments } from './spread-documents.ts';

/** What is known of how a candidate matches the question, each comparable between questions. */
export interface RankingFeatures {
  /** Share of the best score possible for this question, 0 to 1 and seldom a little more. */
  readonly match: number;
  /** Share of the question's weight (rare words weigh more) that the passage has at all, 0 to 1. */
  readonly covered: number;
  /** What similar candidates tell, 0 to about twice `match`. */
  readonly support: number;
  /** `match` and the weighed `support` together: what the passage's words speak for it. */
  readonly strength: number;
  /** The question names the document: by an alert, its title or its file. */
  readonly isNamed: boolean;
}

export interface RankedCandidate extends PassageCandidate {
  /** Higher is better; `relevance` makes it comparable between questions. */
  readonly rawScore: number;
  readonly features: RankingFeatures;
}

export interface RankingOptions {
  /** Analysed passages, kept from one question to the next. */
  readonly cache: PassageCache;
  readonly weights?: RankingWeights;
  /** Most passages of one document that stand before the best ones of others; without it, all do. */
  readonly mostPerDocument?: number;
}

/** Above every score that words alone can reach. */
const NAMED_BONUS = 2;

/**
 * Ranks what the store found, best first: BM25 over the fields, words near each other, passages like the best ones, and
 * before all the document that the question names. `idf` is how rare the query's `rarityWords` are, in any unit and with
 * either sign. Equal scores stand in the order of document and place.
 */
export function rankCandidates(
  query: SearchQuery,
  candidates: readonly PassageCandidate[],
  idf: ReadonlyMap<string, number>,
  { cache, weights = RANKING_WEIGHTS, mostPerDocument }: RankingOptions,
): RankedCandidate[] {
  const passages = cache.analyse(candidates);
  const plan = planTerms(query, idf, cache.terms);
  const wanted = wantedTerms(plan);
  const matches = passages.map((passage) => matchPassage(passage, plan, wanted, weights));
  const scores = matches.map(({ score }) => score);
  const support = weights.neighbours > 0 ? neighbourSupport(passages, scores, cache.terms.size) : [];
  const named = new Map<string, boolean>();
  const ranked = candidates.map((candidate, index): RankedCandidate => {
    const { score, covered } = matches[index] ?? { score: 0, covered: 0 };
    const isDocumentNamed = named.get(candidate.documentId) ?? isNamed(candidate, query);
    named.set(candidate.documentId, isDocumentNamed);
    const strength = score + weights.neighbours * (support[index] ?? 0);
    return {
      ...candidate,
      rawScore: strength + (isDocumentNamed ? NAMED_BONUS : 0),
      features: { match: score, covered, support: support[index] ?? 0, strength, isNamed: isDocumentNamed },
    };
  });
  ranked.sort(
    (a, b) =>
      b.rawScore - a.rawScore ||
      (a.externalId < b.externalId ? -1 : Number(a.externalId > b.externalId)) ||
      a.ordinal - b.ordinal ||
      (a.id < b.id ? -1 : 1),
  );
  return mostPerDocument === undefined ? ranked : spreadDocuments(ranked, mostPerDocument);
}
