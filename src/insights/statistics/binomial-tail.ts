/**
 * How likely at least `successes` of `trials` are, each with the probability `share`: the tail of the binomial
 * distribution. Given their sum, of two Poisson counts one is distributed so, with its share of the time (Przyborowski and
 * Wilenski, Biometrika 31, 1940): the exact test of whether a rate has grown.
 */
export function binomialTail(successes: number, trials: number, share: number): number {
  if (successes <= 0) return 1;
  if (successes > trials || share <= 0) return 0;
  if (share >= 1) return 1;
  let logTerm = successes * Math.log(share) + (trials - successes) * Math.log1p(-share);
  for (let at = 1; at <= successes; at++) logTerm += Math.log((trials - successes + at) / at);
  let tail = 0;
  for (let count = successes; count <= trials; count++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log(((trials - count) / (count + 1)) * (share / (1 - share)));
  }
  return Math.min(1, tail);
}
