import { estimateTokens, type TokenEstimate } from './estimate-tokens.ts';

const SAMPLE_CHARACTERS = 400;
const MOST_SAMPLES = 8;
/** A sample may differ from the others by so much before nothing is taken on trust any more. */
const TRUSTED_FACTOR = 1.35;
/** Below this share of the limit an estimate cannot be so wrong that the limit is passed. */
const SAFE_SHARE = 0.7;
/** Whether a block fits as a whole is worth counting between these shares of the limit. */
const [MAY_FIT, MAY_NOT_FIT] = [0.85, 1.25] as const;
/** Above it even a bad estimate tells that a passage has to be cut. */
const SURELY_TOO_LARGE = 3;

/**
 * Tokens of parts of one text. The given counter is asked only where the answer matters: estimates are set right by a
 * few samples of the text, and what comes near the limit is counted.
 */
export class TokenMeter {
  readonly #text: string;
  readonly #countTokens: (text: string) => number;
  readonly #mostTokens: number;
  #ratio = 1;
  #isTrusted = true;

  constructor(text: string, countTokens: (text: string) => number, mostTokens: number) {
    this.#text = text;
    this.#countTokens = countTokens;
    this.#mostTokens = mostTokens;
    this.#calibrate();
  }

  /** Between two offsets in UTF-16 code units; never asks the counter. */
  estimate(start: number, end: number): number {
    return estimateTokens(this.#text, start, end).tokens * this.#ratio;
  }

  /** Whole tokens of a block; counted only where it may just fit, or just not. */
  weigh(start: number, end: number): number {
    return this.#countBetween(start, end, estimateTokens(this.#text, start, end), MAY_FIT, MAY_NOT_FIT);
  }

  /** Whole tokens of a passage; counted wherever it may have more than the limit. */
  measure(start: number, end: number): number {
    const estimate = estimateTokens(this.#text, start, end);
    const mustCount = estimate.isDoubtful || !this.#isTrusted;
    return this.#countBetween(start, end, estimate, mustCount ? 0 : SAFE_SHARE, SURELY_TOO_LARGE);
  }

  #countBetween(
    start: number,
    end: number,
    { tokens, hasLongRun }: TokenEstimate,
    fromShare: number,
    toShare: number,
  ): number {
    if (hasLongRun) return Math.ceil(tokens * Math.max(1, this.#ratio));
    const estimate = tokens * this.#ratio;
    const share = estimate / this.#mostTokens;
    if (share < fromShare || share > toShare) return Math.max(1, Math.round(estimate));
    return Math.max(1, this.#countTokens(this.#text.slice(start, end)));
  }

  #calibrate(): void {
    const count = Math.min(MOST_SAMPLES, 1 + Math.floor(this.#text.length / 16_384));
    const ratios: number[] = [];
    let counted = 0;
    let estimated = 0;
    for (let at = 0; at < count; at++) {
      const start = Math.floor(((at + 0.5) * this.#text.length) / count - SAMPLE_CHARACTERS / 2);
      const sample = this.#text.slice(Math.max(0, start), Math.max(0, start) + SAMPLE_CHARACTERS);
      const { tokens, hasLongRun, isDoubtful } = estimateTokens(sample, 0, sample.length);
      if (hasLongRun || isDoubtful || tokens < 20) continue;
      const exact = this.#countTokens(sample);
      counted += exact;
      estimated += tokens;
      ratios.push(exact / tokens);
    }
    if (estimated === 0) return;
    this.#ratio = Math.max(0.05, counted / estimated);
    this.#isTrusted = ratios.every(
      (ratio) => ratio < this.#ratio * TRUSTED_FACTOR && ratio > this.#ratio / TRUSTED_FACTOR,
    );
  }
}
