export interface RankSum {
  /** Values of the group that is asked about, and of the other. */
  readonly group: number;
  readonly other: number;
  /** Ranks of the group's values among all, equal values sharing their mean rank. */
  readonly sum: number;
  /** t³ − t over every group of t equal values. */
  readonly ties: number;
}

/**
 * How likely the group's values would lie so high if both were alike: the one-sided test of Wilcoxon, Mann and Whitney by
 * the normal distribution, corrected for ties and continuity. For eight values or more in each.
 */
export function rankSumTail({ group, other, sum, ties }: RankSum): number {
  const all = group + other;
  const variance = ((group * other) / 12) * (all + 1 - ties / (all * (all - 1)));
  if (variance <= 0) return 1;
  return normalTail((sum - (group * (all + 1)) / 2 - 0.5) / Math.sqrt(variance));
}

/** The standard normal distribution beyond `z`, to 1e-7 (Abramowitz and Stegun, formula 7.1.26). */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const tail = (series * Math.exp(-x * x)) / 2;
  return z >= 0 ? tail : 1 - tail;
}
