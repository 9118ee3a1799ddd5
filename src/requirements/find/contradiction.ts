import type { Judged } from '../read/judge-statements.ts';

/** Two statements that cannot both hold, in the order of the text, and what in each clashes, exactly as written. */
export interface Contradiction {
  readonly first: Judged;
  readonly second: Judged;
  readonly clash: readonly [first: string, second: string];
  /** What they disagree on: ends the sentence `These name two different …` or the like. */
  readonly reason: 'values' | 'bounds' | 'modality' | 'optional' | 'scope' | 'only' | 'opposites';
}

/** A word that more claims than this share tells no two of them apart. */
const MOST_PER_KEY = 150;

/**
 * Pairs of claims that share a key, each once. The number of pairs grows with the claims, not with their square,
 * because keys that most of them share are left out.
 */
export function* pairsByKey<Claim>(
  claims: readonly Claim[],
  keysOf: (claim: Claim) => Iterable<string>,
): Generator<readonly [Claim, Claim]> {
  const byKey = new Map<string, number[]>();
  for (const [at, claim] of claims.entries()) {
    for (const key of keysOf(claim)) {
      const members = byKey.get(key) ?? [];
      if (members.length <= MOST_PER_KEY) members.push(at);
      byKey.set(key, members);
    }
  }
  const seen = new Set<number>();
  for (const members of byKey.values()) {
    if (members.length > MOST_PER_KEY) continue;
    for (const [index, a] of members.entries()) {
      for (const b of members.slice(index + 1)) {
        const pair = a * claims.length + b;
        const [first, second] = [claims[a], claims[b]];
        if (seen.has(pair) || first === undefined || second === undefined) continue;
        seen.add(pair);
        yield [first, second];
      }
    }
  }
}
