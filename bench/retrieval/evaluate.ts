import type { PassageCandidate } from '../../src/retrieval/found-passage.ts';
import { PassageCache } from '../../src/retrieval/lexical/passage-cache.ts';
import { type RankedCandidate, rankCandidates } from '../../src/retrieval/lexical/rank-candidates.ts';
import { RANKING_WEIGHTS, type RankingWeights } from '../../src/retrieval/lexical/ranking-weights.ts';
import { type ReadQueryOptions, readQuery } from '../../src/retrieval/query/read-query.ts';
import type { BenchQuestion } from './collections.ts';
import { mean, ndcg, recall, reciprocalRank } from './measures.ts';
import type { ScratchStore } from './scratch-store.ts';

/** Candidates that are ranked for a measure: documents beyond the hundredth are then found as well. */
export const EVALUATED_CANDIDATES = 400;

/** Ranks a collection's passages for a question, best first. Dense and fused retrieval are further rankers. */
export type Ranker = (question: BenchQuestion) => Promise<readonly PassageCandidate[]>;

export interface LexicalOptions extends ReadQueryOptions {
  readonly weights?: Partial<RankingWeights>;
  readonly candidates?: number;
}

export async function rankLexically(
  store: ScratchStore,
  cache: PassageCache,
  question: string,
  { weights, candidates = EVALUATED_CANDIDATES, ...reading }: LexicalOptions = {},
): Promise<RankedCandidate[]> {
  const query = readQuery(question, reading);
  const found = await store.find(query, candidates);
  return rankCandidates(query, found.candidates, found.idf, {
    cache,
    weights: { ...RANKING_WEIGHTS, ...weights },
  });
}

export function lexicalRanker(store: ScratchStore, options: LexicalOptions = {}): Ranker {
  const cache = new PassageCache();
  return ({ question }) => rankLexically(store, cache, question, options);
}

export function plainRanker(store: ScratchStore): Ranker {
  return ({ question }) => store.plain(question, EVALUATED_CANDIDATES);
}

/** The documents of ranked passages, each at the place of its best one. */
function documentsOf(passages: readonly PassageCandidate[]): string[] {
  return [...new Set(passages.map(({ externalId }) => externalId))];
}

export interface Measured {
  readonly ndcg10: number;
  readonly ndcg10Tuned: number;
  readonly ndcg10Held: number;
  readonly recall100: number;
  readonly mrr10: number;
  /** Shares of the questions with a relevant document in the first place, and among the first three. */
  readonly first: number;
  readonly firstThree: number;
  readonly firstThreeTuned: number;
  readonly firstThreeHeld: number;
}

export async function evaluate(questions: readonly BenchQuestion[], ranker: Ranker): Promise<Measured> {
  const rows: {
    half: string;
    ndcg: number;
    recall: number;
    reciprocal: number;
    first: number;
    three: number;
  }[] = [];
  for (const question of questions) {
    const ids = documentsOf(await ranker(question));
    const { grades, half } = question;
    rows.push({
      half,
      ndcg: ndcg(ids, grades),
      recall: recall(ids, grades),
      reciprocal: reciprocalRank(ids, grades),
      first: reciprocalRank(ids, grades, 1),
      three: Number(reciprocalRank(ids, grades, 3) > 0),
    });
  }
  const [tuned, held] = [
    rows.filter(({ half }) => half === 'tuned'),
    rows.filter(({ half }) => half === 'held'),
  ];
  return {
    ndcg10: mean(rows.map((row) => row.ndcg)),
    ndcg10Tuned: mean(tuned.map((row) => row.ndcg)),
    ndcg10Held: mean(held.map((row) => row.ndcg)),
    recall100: mean(rows.map((row) => row.recall)),
    mrr10: mean(rows.map((row) => row.reciprocal)),
    first: mean(rows.map((row) => row.first)),
    firstThree: mean(rows.map((row) => row.three)),
    firstThreeTuned: mean(tuned.map((row) => row.three)),
    firstThreeHeld: mean(held.map((row) => row.three)),
  };
}
