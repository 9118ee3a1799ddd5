import type { PatternStatus } from '../core/pattern.ts';

/** What a pattern's confidence rests on. */
export interface ConfidenceGrounds {
  readonly occurrences: number;
  /** Mean similarity of its members, 0 to 1. */
  readonly coherence: number;
  readonly confirmed: number;
  readonly rejected: number;
  readonly corrected: number;
}

/** What the computed part counts for against what people say, in opinions. */
const COMPUTED_OPINIONS = 4;
/** Never sure or impossible by itself, so that every opinion moves it. */
const LEAST = 0.02;
const MOST = 0.98;
const STABLE_OCCURRENCES = 5;
const STABLE_CONFIDENCE = 0.6;

/**
 * How sure it is that a pattern is one failure that comes back, 0 to 1. Computed: the root of its coherence times
 * 1 − 0.5^(n − 1), so that each incident halves what is missing; kept within 0.02 and 0.98. People: the computed part
 * counts as 4 opinions, a confirmation as one for it, a rejection as one against it, a correction as half of one against.
 */
export function confidenceOf(grounds: ConfidenceGrounds): number {
  const { occurrences, coherence, confirmed, rejected, corrected } = grounds;
  const alike = Math.sqrt(Math.max(0, Math.min(1, coherence)));
  const often = occurrences < 2 ? 0 : 1 - 0.5 ** (occurrences - 1);
  const computed = Math.max(LEAST, Math.min(MOST, alike * often));
  const opinions = COMPUTED_OPINIONS + confirmed + rejected + 0.5 * corrected;
  return (computed * COMPUTED_OPINIONS + confirmed) / opinions;
}

/** `stable` from five incidents and a confidence of 0.6 on. */
export const statusOf = (occurrences: number, confidence: number): PatternStatus =>
  occurrences >= STABLE_OCCURRENCES && confidence >= STABLE_CONFIDENCE ? 'stable' : 'emerging';
