import { wordsRelevance } from '../../src/retrieval/calibration/relevance.ts';
import type { RelevanceModel } from '../../src/retrieval/calibration/relevance-model.ts';

/** A passage that ranking gave for a question, and whether it was judged relevant. */
export interface Sample {
  readonly set: string;
  readonly half: 'tuned' | 'held';
  /** Whether the question is one of the collection's own. */
  readonly isAnswered: boolean;
  readonly strength: number;
  readonly isRelevant: boolean;
}

/** Keeps the logarithm finite; between 0.02 and 0.1 it makes no difference. */
const OFFSET = 0.05;
const STEPS = 30;

/** Questions that a collection answers weigh more than those that it does not: those only say where nothing is found. */
const UNANSWERED_WEIGHT = 0.25;

/** Maximum likelihood by Newton's method; each set of answered questions weighs the same as a whole. */
export function fitLogistic(samples: readonly Sample[]): RelevanceModel {
  const sizes = new Map<string, number>();
  for (const { set } of samples) sizes.set(set, (sizes.get(set) ?? 0) + 1);
  let [intercept, slope] = [0, 1];
  for (let step = 0; step < STEPS; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
    for (const { set, isAnswered, strength, isRelevant } of samples) {
      const x = Math.log(strength + OFFSET);
      const p = 1 / (1 + Math.exp(-(intercept + slope * x)));
      const weight = (samples.length / (sizes.get(set) ?? 1)) * (isAnswered ? 1 : UNANSWERED_WEIGHT);
      const error = weight * (Number(isRelevant) - p);
      const curve = weight * p * (1 - p);
      g0 += error;
      g1 += error * x;
      h00 += curve;
      h01 += curve * x;
      h11 += curve * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    intercept += (h11 * g0 - h01 * g1) / determinant;
    slope += (h00 * g1 - h01 * g0) / determinant;
  }
  return { intercept, slope, offset: OFFSET };
}

export interface ReliabilityBin {
  readonly predicted: number;
  readonly observed: number;
  readonly count: number;
}

/** Samples by what the model says, in bins of a tenth; empty bins left out. */
export function reliability(samples: readonly Sample[], model: RelevanceModel): ReliabilityBin[] {
  const bins = Array.from({ length: 10 }, () => ({ predicted: 0, relevant: 0, count: 0 }));
  for (const { strength, isRelevant } of samples) {
    const predicted = wordsRelevance(strength, model);
    const bin = bins[Math.min(9, Math.floor(predicted * 10))];
    if (!bin) continue;
    bin.predicted += predicted;
    bin.relevant += Number(isRelevant);
    bin.count += 1;
  }
  return bins
    .filter(({ count }) => count > 0)
    .map(({ predicted, relevant, count }) => ({
      predicted: predicted / count,
      observed: relevant / count,
      count,
    }));
}

/** Mean distance of what is said from what is so, each bin as heavy as its samples (expected calibration error). */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce(
    (sum, { predicted, observed, count }) => sum + (Math.abs(predicted - observed) * count) / all,
    0,
  );
}
