/** A passage that was found by its words; `score` is calibrated, 0 to 1. */
export interface LexicalHit {
  readonly id: string;
  readonly score: number;
  /** The question names its document: it stays before what is merely alike. */
  readonly isNamed?: boolean;
}

export interface FusedHit {
  readonly id: string;
  readonly score: number;
}

/** A passage that was found by its vector. */
export interface DenseHit {
  readonly id: string;
  readonly cosine: number;
}

/** How much the vectors of one embedding model say about the passages of one brand. */
export interface FusionWeight {
  /** 0: the order of the words alone; 1: that of the vectors alone. */
  readonly dense: number;
  /** A cosine on the scale of lexical scores, as far as the same share of passages answers: 1 / (1 + exp(-(offset + slope · cosine))). */
  readonly offset: number;
  readonly slope: number;
}

/** Until something is learnt: vectors fill up behind what the words have found, and claim little. */
export const WORDS_FIRST: FusionWeight = { dense: 0, offset: -3, slope: 1 };

/** In deviations. */
const BELOW_LEAST = 0.5;

/**
 * What was found by words and by vectors as one list, best first. Scores stay on the calibrated scale of the lexical
 * ones and never rise along the list; with a weight of 0 lexical hits keep theirs. In neither list may an id occur
 * twice; dense hits may hold the cosines of lexical ones too, and the scores are better where they do.
 *
 * Each list is brought to mean 0 and deviation 1, and the two are added by weight: unlike ranks this keeps how far apart
 * passages are, and unlike scores divided by their maximum it does not hang on the best one.
 */
export function fuse(
  lexical: readonly LexicalHit[],
  dense: readonly DenseHit[],
  weight: FusionWeight,
): FusedHit[] {
  const named = new Set(lexical.filter(({ isNamed }) => isNamed).map(({ id }) => id));
  const scores = new Map(lexical.map(({ id, score }) => [id, score]));
  const cosines = new Map(dense.map(({ id, cosine }) => [id, cosine]));
  const ids = [...new Set([...scores.keys(), ...cosines.keys()])];
  const words = standardised(ids, new Map(lexical.map(({ id, score }) => [id, logit(score)])));
  const meaning = standardised(ids, cosines);
  const fused = ids.map((id, place) => {
    const score = scores.get(id) ?? 0;
    const isNamed = named.has(id);
    return {
      id,
      isNamed,
      rank: mixed(words[place] ?? 0, meaning[place] ?? 0, weight),
      score: isNamed ? score : mixed(score, likelihood(cosines.get(id), weight), weight),
    };
  });
  // Stable: what ranks alike stays in the order of the words, then of the vectors.
  fused.sort((one, other) => Number(other.isNamed) - Number(one.isNamed) || other.rank - one.rank);
  const level = neverRising(fused.map(({ score }) => score));
  return fused.map(({ id }, index) => ({ id, score: level[index] ?? 0 }));
}

const mixed = (words: number, meaning: number, { dense }: FusionWeight): number =>
  (1 - dense) * words + dense * meaning;

const likelihood = (cosine: number | undefined, { offset, slope }: FusionWeight): number =>
  cosine === undefined ? 0 : 1 / (1 + Math.exp(-(offset + slope * cosine)));

const LEAST = 0.001;

/** Calibrated scores are logistic: on this scale they are as far apart as what they were made from. */
export function logit(score: number): number {
  const bounded = Math.min(1 - LEAST, Math.max(LEAST, score));
  return Math.log(bounded / (1 - bounded));
}

/** The values of the ids at mean 0 and deviation 1; an id without one lies a little below the least. */
function standardised(ids: readonly string[], given: ReadonlyMap<string, number>): number[] {
  if (given.size === 0) return ids.map(() => 0);
  const values = [...given.values()];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const deviation = Math.sqrt(variance) || 1;
  const missing = (Math.min(...values) - mean) / deviation - BELOW_LEAST;
  return ids.map((id) => {
    const value = given.get(id);
    return value === undefined ? missing : (value - mean) / deviation;
  });
}

/** The values nearest to the given ones that never rise: neighbours in the wrong order share their mean (isotonic regression). */
function neverRising(values: readonly number[]): number[] {
  const blocks: { mean: number; size: number }[] = [];
  for (const value of values) {
    let block = { mean: value, size: 1 };
    for (let last = blocks.at(-1); last && last.mean < block.mean; last = blocks.at(-1)) {
      const size = last.size + block.size;
      block = { mean: (last.mean * last.size + block.mean * block.size) / size, size };
      blocks.pop();
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ mean, size }) => Array<number>(size).fill(mean));
}
