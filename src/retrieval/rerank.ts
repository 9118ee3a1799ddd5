import { MOST_RERANKED, type Reranker } from '../models/rerankers/reranker.ts';
import type { PassageSearch } from './find-passages.ts';
import type { FoundPassage } from './found-passage.ts';
import { passageText } from './passage-text.ts';

/** A reranker, and who is told where it does not answer. */
export interface RerankStep {
  readonly reranker: Reranker;
  readonly onFailure: (error: unknown) => void;
}

/** Passages that are read once more: the first ones. */
const MOST_READ = 50;

/**
 * The passages in the order of a reranker, those that it did not read behind. Scores stay where they were, the best with
 * the first, so that `threshold` means the same with and without it. Where it does not answer the order stays.
 */
export async function rerank(
  { reranker, onFailure }: RerankStep,
  { question, signal }: Pick<PassageSearch, 'question' | 'signal'>,
  passages: readonly FoundPassage[],
): Promise<readonly FoundPassage[]> {
  const read = passages.slice(0, Math.min(MOST_READ, MOST_RERANKED));
  if (read.length < 2) return passages;
  try {
    const relevance = await reranker.rerank(question, read.map(passageText), signal);
    const order = read.map((_, place) => place);
    order.sort((one, other) => (relevance[other] ?? 0) - (relevance[one] ?? 0) || one - other);
    const reranked = order.flatMap((from, place) => {
      const [passage, score] = [read[from], read[place]?.score];
      return passage === undefined || score === undefined ? [] : { ...passage, score };
    });
    return [...reranked, ...passages.slice(read.length)];
  } catch (error) {
    if (signal?.aborted) throw error;
    onFailure(error);
    return passages;
  }
}
