import type { Word } from './words.ts';

/** Where a statement stands: lines of the given text, from 1, or one of the user's messages, from 1. */
export type Place =
  | { readonly kind: 'line'; readonly line: number; readonly lastLine: number }
  | { readonly kind: 'said'; readonly message: number };

/** A sentence, list item, table row, heading or line of code, exactly as written. */
export interface Statement {
  readonly text: string;
  readonly words: readonly Word[];
  readonly place: Place;
  readonly form: 'sentence' | 'item' | 'row' | 'heading' | 'code';
  /** Headings above it, outermost first, as written. */
  readonly headings: readonly string[];
  /** The sentence that introduces its list, or the header of its table. */
  readonly lead: string | null;
}
