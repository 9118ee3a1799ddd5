/** Most passages that are judged at once. */
export const MOST_RERANKED = 100;

/** Reads question and passage together, which tells better than their vectors apart how well one answers the other. */
export interface Reranker {
  readonly name: string;
  /**
   * How well each passage answers the question, in the order of the passages; higher is better, and most services say
   * it from 0 to 1. Throws `RangeError` for more than `MOST_RERANKED` passages, `unavailable` where the service fails
   * or takes too long (go on with the order you have), or what `signal` was aborted with.
   */
  rerank(question: string, passages: readonly string[], signal?: AbortSignal): Promise<readonly number[]>;
}
