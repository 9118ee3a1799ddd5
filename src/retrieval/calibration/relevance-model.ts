/** A logistic model of one feature: P(relevant) = 1 / (1 + e^−(intercept + slope · ln(score + offset))). */
export interface RelevanceModel {
  readonly intercept: number;
  readonly slope: number;
  readonly offset: number;
}

/**
 * Fitted by `node bench/retrieval/fit-calibration.ts` on the first 20 passages of 225 judged questions about abstracts
 * and 60 about runbooks, and on the same questions asked of the other collection, where nothing is relevant.
 */
export const RELEVANCE_MODEL: RelevanceModel = { intercept: 0.675, slope: 2.173, offset: 0.05 };

/** Passages of a document that the question names are relevant by that, whatever their words: at least this. */
export const NAMED_RELEVANCE = 0.9;
