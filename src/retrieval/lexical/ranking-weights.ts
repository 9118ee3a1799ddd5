/** What ranking weighs; tuned on the odd questions of the benchmark's two collections and checked on the even ones. */
export interface RankingWeights {
  /** BM25: how soon repeating a word stops to count. */
  readonly k1: number;
  /** BM25: how much long fields are marked down, 0 to 1. */
  readonly lengthContent: number;
  readonly lengthShort: number;
  /** How often a word of the content one in another field counts for. */
  readonly title: number;
  readonly headings: number;
  readonly labels: number;
  /** Of two neighbouring words of the question that stand near each other in the passage. */
  readonly pairs: number;
  /** Of a phrase in quotation marks. */
  readonly phrase: number;
  /** Of what similar good candidates score. */
  readonly neighbours: number;
}

export const RANKING_WEIGHTS: RankingWeights = {
  k1: 3,
  lengthContent: 0.75,
  lengthShort: 0.5,
  title: 5,
  headings: 2,
  labels: 3,
  pairs: 0.3,
  phrase: 0.5,
  neighbours: 0.5,
};
