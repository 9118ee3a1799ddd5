import { type Claim, meaningOf } from '../read/claims.ts';

/** How many words may stand between two claims that belong together. */
export const NEAR = 3;

export const gap = (a: Claim, b: Claim): number => (a.from < b.from ? b.from - a.to : a.from - b.to);

export function nearest(
  claims: readonly Claim[],
  to: Claim,
  fits: (claim: Claim) => boolean,
): Claim | undefined {
  return claims
    .filter((claim) => claim !== to && fits(claim) && gap(claim, to) <= NEAR)
    .sort((a, b) => gap(a, to) - gap(b, to) || b.from - a.from)[0];
}

export const labelNamesOf = (claim: Claim | undefined): readonly string[] =>
  meaningOf(claim, 'label')?.names ?? [];
