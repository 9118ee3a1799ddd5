import type { FoundPassage } from '../retrieval/found-passage.ts';

/** What the documents say to a question, in their own words. */
export interface DocumentAnswer {
  /** Markdown; quotes are followed by `[n]`. */
  readonly text: string;
  /** `[n]` in the text points at the n-th of them; every one is pointed at. Empty where nothing is answered. */
  readonly cited: readonly FoundPassage[];
  /** Whether no part of the question is answered. */
  readonly abstained: boolean;
}

/** Where was looked: what a refusal names. */
export interface SearchedDocuments {
  readonly brand: string;
  /** Names of collections; empty: all of the brand. */
  readonly scopes: readonly string[];
}
