/** A term of fewer than one in so many incidents counts in full. */
const FULL_FROM = 20;
/** Of a word that all have: where every incident is the same failure, there is nothing else to see it by. */
const LEAST = 0.2;
/** Of a word that no other incident has: it cannot make two alike, and may be another word for the same. */
export const ONLY_HERE = 0.75;

/**
 * How much a term counts that `having` of `incidents` have, 0 to 1: an inverse document frequency that is capped, so that
 * a chance word of two incidents does not outweigh what twenty share. A young history is taken for one with unknown
 * incidents that do not have the term (fewer, the more are known): in three incidents, two of the same kind are not
 * "most of all".
 */
export function rarityOf(having: number, incidents: number): number {
  const unknown = 400 / (incidents + 10);
  const rarity = Math.log((incidents + unknown) / having) / Math.log(FULL_FROM);
  return Math.max(LEAST, Math.min(1, rarity)) * (having === 1 ? ONLY_HERE : 1);
}
