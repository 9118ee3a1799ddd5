import type { RankingFeatures } from '../lexical/rank-candidates.ts';
import { NAMED_RELEVANCE, RELEVANCE_MODEL, type RelevanceModel } from './relevance-model.ts';

/** How likely a passage is relevant that only its words speak for, 0 to 1; grows with `strength`. */
export function wordsRelevance(strength: number, model: RelevanceModel = RELEVANCE_MODEL): number {
  const { intercept, slope, offset } = model;
  return 1 / (1 + Math.exp(-(intercept + slope * Math.log(Math.max(0, strength) + offset))));
}

/**
 * The score of a ranked candidate: the probability that the passage is relevant to the question, 0 to 1. It follows from
 * the question and the passage, and hardly from how large the collection is. Within a question it never grows from one
 * place to the next.
 */
export function relevance({ strength, isNamed }: Pick<RankingFeatures, 'strength' | 'isNamed'>): number {
  const words = wordsRelevance(strength);
  return isNamed ? NAMED_RELEVANCE + (1 - NAMED_RELEVANCE) * words : Math.min(NAMED_RELEVANCE, words);
}
