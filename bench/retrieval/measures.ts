/** Grades of the documents that are relevant to a question, by their id; 0 is not relevant. */
export type Grades = ReadonlyMap<string, number>;

const discount = (rank: number): number => 1 / Math.log2(rank + 2);

/** Normalised discounted cumulative gain of the first `depth`, the gain being the grade itself (as trec_eval has it). */
export function ndcg(ids: readonly string[], grades: Grades, depth = 10): number {
  const gained = ids
    .slice(0, depth)
    .reduce((sum, id, rank) => sum + (grades.get(id) ?? 0) * discount(rank), 0);
  const best = [...grades.values()].sort((a, b) => b - a).slice(0, depth);
  const most = best.reduce((sum, grade, rank) => sum + grade * discount(rank), 0);
  return most > 0 ? gained / most : 0;
}

/** Share of the relevant documents that is among the first `depth`. */
export function recall(ids: readonly string[], grades: Grades, depth = 100): number {
  const relevant = [...grades].filter(([, grade]) => grade > 0).map(([id]) => id);
  const found = new Set(ids.slice(0, depth));
  return relevant.length > 0 ? relevant.filter((id) => found.has(id)).length / relevant.length : 0;
}

/** One by the rank of the first relevant document among the first `depth`, else 0. */
export function reciprocalRank(ids: readonly string[], grades: Grades, depth = 10): number {
  const rank = ids.slice(0, depth).findIndex((id) => (grades.get(id) ?? 0) > 0);
  return rank < 0 ? 0 : 1 / (rank + 1);
}

export function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}
