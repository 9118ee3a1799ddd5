import { stem } from '../../../lib/stem.ts';
import { STOP_WORDS } from '../../lexical/stop-words.ts';
import type { QueryForm, QueryTerm } from '../query.ts';

/** A question on its way to a query, as one rewrite passes it to the next. */
export interface QueryDraft {
  /** All words of the question in order and in lower case, stop words among them, names in their parts. */
  readonly spoken: readonly string[];
  /** Names that the question writes as one, with the places of their parts: `end` is exclusive. */
  readonly names: readonly DraftName[];
  readonly terms: readonly QueryTerm[];
}

export interface DraftName {
  readonly joined: string;
  readonly start: number;
  readonly end: number;
}

export function formOf(word: string, weight = 1): QueryForm {
  return { word, stem: stem(word), weight };
}

export function termOf(word: string, position: number, weight = 1): QueryTerm {
  return { forms: [formOf(word)], weight, position };
}

/** Whether an index holds the word. */
export function isTelling(word: string): boolean {
  return !STOP_WORDS.has(word);
}
