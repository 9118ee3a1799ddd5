/** Sums of weights by term number; a cluster's is the sum of its incidents' vectors. */
export type TermSums = Map<number, number>;

/** Parallel lists, terms by number. */
export interface WeightedTerms {
  readonly terms: Int32Array;
  readonly weights: Float64Array;
}

/** Adds a vector to sums, or takes it away where `sign` is −1. */
export function addVector(sums: TermSums, { terms, weights }: WeightedTerms, sign = 1): void {
  terms.forEach((term, place) => {
    sums.set(term, (sums.get(term) ?? 0) + sign * (weights[place] ?? 0));
  });
}

/** The sum of the cosines between an incident and those that make up the sums. */
export function likenessTo(sums: TermSums, { terms, weights }: WeightedTerms): number {
  let likeness = 0;
  for (let place = 0; place < terms.length; place++)
    likeness += (weights[place] ?? 0) * (sums.get(terms[place] ?? -1) ?? 0);
  return likeness;
}

/** The sum of the cosines between the incidents of one and of the other. */
export function likenessBetween(one: TermSums, other: TermSums): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let likeness = 0;
  for (const [term, weight] of small) likeness += weight * (large.get(term) ?? 0);
  return likeness;
}

/** The sum of the cosines of incidents with themselves. */
export const ownLikeness = ({ weights }: WeightedTerms): number =>
  weights.reduce((sum, weight) => sum + weight * weight, 0);
