import { findLooseName, type NamedNode } from '../link/find-names.ts';
import { findMisspelt } from '../link/near-names.ts';
import { misspeltPhrase } from './match-phrases.ts';
import { nameClaim, type Source, unknownClaim, WITHIN_NAME } from './question-source.ts';
import type { Claim } from './reading.ts';

/** Unknown words side by side are one. */
export function joinUnknown(claims: readonly Claim[], source: Source): Claim[] {
  const joined: Claim[] = [];
  for (const claim of claims) {
    const before = joined.at(-1);
    const isJoined =
      claim.type === 'unknown' &&
      before?.type === 'unknown' &&
      !claim.isName &&
      !before.isName &&
      WITHIN_NAME.test(source.text.slice(before.end, claim.start));
    if (isJoined) joined[joined.length - 1] = unknownClaim(source, before.from, claim.to);
    else joined.push(claim);
  }
  return joined;
}

/** Unknown words as a name that is written loosely or misspelt, or as a misspelt word of the grammar. */
export function linkUnknown(claims: readonly Claim[], source: Source): Claim[] {
  // A word of a name that is already told is said of it.
  const named = new Set(
    claims.flatMap((claim) => (claim.type === 'name' ? claim.candidates.map(({ node }) => node.id) : [])),
  );
  return claims.map((claim): Claim => {
    if (claim.type !== 'unknown') return claim;
    const loose = findLooseName(claim.written, source.index);
    const isNamedAlready = loose.some(({ node }) => named.has(node.id));
    if (loose.length > 0 && !isNamedAlready) {
      const [first] = loose;
      const isPlain = first?.tier === 'service word' || loose.length > 1;
      const readAs = isPlain ? null : (first?.node.name ?? null);
      return { ...nameClaim(source, claim.from, claim.to, loose), readAs };
    }
    const misspelt = findMisspelt(claim.written, source.index);
    if (misspelt.length > 0) {
      const candidates = misspelt.map((node): NamedNode => ({ node, tier: 'loose' }));
      return { ...nameClaim(source, claim.from, claim.to, candidates), readAs: misspelt[0]?.name ?? null };
    }
    const meanings = claim.isName ? undefined : misspeltPhrase(claim.written.toLowerCase());
    return meanings ? { type: 'phrase', from: claim.from, to: claim.to, meanings } : claim;
  });
}
