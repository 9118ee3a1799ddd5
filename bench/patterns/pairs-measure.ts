/** How well clusters agree with families that are known, over all pairs of incidents. */
export interface PairsMeasure {
  /** Of the pairs that are in one cluster, the share that belong together; 1 where there are none. */
  readonly precision: number;
  /** Of the pairs that belong together, the share that are in one cluster; 1 where there are none. */
  readonly recall: number;
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

/** `families` by place, null for an incident that is alone; pairs with one of `aside` count neither for nor against. */
export function measurePairs(
  families: readonly (string | null)[],
  clusters: readonly (readonly number[])[],
  aside: ReadonlySet<number> = new Set(),
): PairsMeasure {
  const home = new Map(
    clusters.flatMap((places, cluster) => places.map((place) => [place, cluster] as const)),
  );
  let [right, wrong, missed] = [0, 0, 0];
  for (let one = 0; one < families.length; one++)
    for (let other = one + 1; other < families.length; other++) {
      if (aside.has(one) || aside.has(other)) continue;
      const belong = families[one] !== null && families[one] === families[other];
      const together = home.has(one) && home.get(one) === home.get(other);
      if (belong && together) right++;
      else if (together) wrong++;
      else if (belong) missed++;
    }
  return {
    ...{ right, wrong, missed },
    precision: right + wrong === 0 ? 1 : right / (right + wrong),
    recall: right + missed === 0 ? 1 : right / (right + missed),
  };
}
