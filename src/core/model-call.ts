import type { Uuid } from './ids.ts';

/** One call of a language model, as the ledger keeps it: also one that failed, was stopped, or was tried again. */
export interface ModelCall {
  readonly id: Uuid;
  /** As in the table of providers: `openai`, `anthropic`, `ollama`, `compatible`. */
  readonly provider: string;
  /** As the provider calls it: `gpt-4o-mini`. */
  readonly model: string;
  readonly outcome: 'answered' | 'stopped' | 'failed';
  /** Why it failed, as a stable word: `rate_limited`, `timed_out`; null where it did not. */
  readonly failure: string | null;
  /** 1 for the first try of a step of the turn. */
  readonly attempt: number;
  readonly promptTokens: number;
  /** Those of `promptTokens` that the provider read from its cache. */
  readonly cachedTokens: number;
  readonly completionTokens: number;
  /** True where the provider reported no tokens, or impossible ones, and they were counted here. */
  readonly isEstimated: boolean;
  /** In the unit of the price list; null where the list does not name the model. */
  readonly price: number | null;
  readonly beganAt: Date;
  /** Null where no token came. */
  readonly firstTokenMs: number | null;
  readonly lastTokenMs: number;
}
