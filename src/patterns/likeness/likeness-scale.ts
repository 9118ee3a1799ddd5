/**
 * Mean likeness, as cosines of signatures give it, from which incidents are one pattern. Found by trying on real and
 * made-up histories: docs/patterns.md has the figures.
 */
export const JOIN_FROM = 0.17;
/** Two incidents alone have to be more alike than an incident and several that agree already. */
export const PAIR_FROM = 0.27;
/** Members stay until they are less alike than this share of what it takes to join: figures near it do not flicker. */
export const STAY_SHARE = 0.8;

/** So that a mean likeness of `JOIN_FROM` is 0.5. */
const EXPONENT = Math.log(0.5) / Math.log(JOIN_FROM);

/** A cosine as the similarity that people see: 0 to 1, 0.5 where a pattern begins. */
export const similarityOf = (cosine: number): number =>
  cosine <= 0 ? 0 : Math.min(1, Math.round(cosine ** EXPONENT * 1e4) / 1e4);
