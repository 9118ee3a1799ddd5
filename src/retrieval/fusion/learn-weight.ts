import { fitLogistic, type Logistic } from './fit-logistic.ts';
import { type DenseHit, type FusionWeight, fuse, type LexicalHit, logit, WORDS_FIRST } from './fuse.ts';

/** A question whose answer is known, with what both searches found for it, best first. */
export interface JudgedQuestion {
  readonly lexical: readonly LexicalHit[];
  readonly dense: readonly DenseHit[];
  /** The passage that answers it. */
  readonly targetId: string;
}

const WEIGHTS = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** Fewer say nothing. */
const FEWEST_QUESTIONS = 20;

/** So many hits of each list tell how the scales of words and vectors lie to each other. */
const SCALED_HITS = 10;

/**
 * The weight that a brand's own passages speak for, shrunk towards the words. Where vectors alone do not surely find
 * more than words alone, they count only as far as a mixture surely finds more; where they do, they count no more than
 * it takes to find as much as they do alone.
 */
export function learnWeight(questions: readonly JudgedQuestion[]): FusionWeight {
  if (questions.length < FEWEST_QUESTIONS) return WORDS_FIRST;
  const scale = scaleOf(questions);
  const tried = WEIGHTS.map((dense) => ({
    dense,
    gains: questions.map((question) => gainOf(question, { ...scale, dense })),
  }));
  const words = tried[0]?.gains ?? [];
  const vectors = tried.at(-1)?.gains ?? [];
  if (surePart(vectors, words) > 0) {
    const enough = tried.find(({ gains }) => sum(gains) >= sum(vectors));
    return { ...scale, dense: enough?.dense ?? 1 };
  }
  const sure = tried.map(({ dense, gains }) => ({ dense, by: surePart(gains, words) }));
  const best = sure.reduce((one, other) => (other.by > one.by ? other : one), { dense: 0, by: 0 });
  return { ...scale, dense: best.dense };
}

/** 1 for the target in the first place, less for each place further down (as in discounted cumulative gain). */
function gainOf({ lexical, dense, targetId }: JudgedQuestion, weight: FusionWeight): number {
  const place = fuse(lexical, dense, weight).findIndex(({ id }) => id === targetId);
  return place < 0 ? 0 : 1 / Math.log2(place + 2);
}

/** A difference that chance alone makes in one sample of twenty. */
const SURE_DEVIATIONS = 2;

/** By how much the first are better than the second in the mean of the pairs, less what may be chance. */
function surePart(first: readonly number[], second: readonly number[]): number {
  const differences = first.map((gain, index) => gain - (second[index] ?? 0));
  const count = differences.length;
  const mean = sum(differences) / count;
  const variance = sum(differences.map((each) => (each - mean) ** 2)) / (count - 1);
  return mean - SURE_DEVIATIONS * Math.sqrt(variance / count);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A cosine has the score of those lexical hits that are the target as often. */
function scaleOf(questions: readonly JudgedQuestion[]): Logistic {
  const words = fitLogistic(
    questions.flatMap(({ lexical, targetId }) =>
      lexical.slice(0, SCALED_HITS).map(({ id, score }) => ({ x: logit(score), isHit: id === targetId })),
    ),
  );
  const vectors = fitLogistic(
    questions.flatMap(({ dense, targetId }) =>
      dense.slice(0, SCALED_HITS).map(({ id, cosine }) => ({ x: cosine, isHit: id === targetId })),
    ),
  );
  if (vectors === undefined || vectors.slope <= 0) return WORDS_FIRST;
  if (words === undefined || words.slope < FLATTEST) return vectors;
  return { offset: (vectors.offset - words.offset) / words.slope, slope: vectors.slope / words.slope };
}

/** Lexical scores that tell less than this say nothing about the scale. */
const FLATTEST = 0.25;
