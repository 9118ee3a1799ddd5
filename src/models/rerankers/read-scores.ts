/**
 * The score of each of `count` passages out of a reply in one of the usual forms: `{results: [{index, relevance_score}]}`
 * (Cohere, Jina, vLLM), `{data: [{index, relevance_score | score}]}` (Voyage and others) or `[{index, score}]` (Text
 * Embeddings Inference). Undefined where one is missing, given twice, or no number.
 */
export function readScores(reply: unknown, count: number): readonly number[] | undefined {
  const { results, data } = (reply ?? {}) as { results?: unknown; data?: unknown };
  const items = [reply, results, data].find((list) => Array.isArray(list)) as unknown[] | undefined;
  if (items?.length !== count) return undefined;
  const scores: (number | undefined)[] = new Array(count).fill(undefined);
  for (const item of items) {
    const { index, relevance_score, score = relevance_score } = (item ?? {}) as Record<string, unknown>;
    const isFree = typeof index === 'number' && index in scores && scores[index] === undefined;
    if (!isFree || typeof score !== 'number' || !Number.isFinite(score)) return undefined;
    scores[index] = score;
  }
  return scores.filter((score) => score !== undefined);
}
