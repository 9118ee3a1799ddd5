import { type Modal, modalWords } from '../vocabulary/modal-words.ts';
import type { FoundPhrase } from '../vocabulary/phrases.ts';
import type { Word } from './words.ts';

/** “An optional argument” makes nothing optional; “dark mode: optional” does. */
const isAttribute = (words: readonly Word[], { from, to, value }: FoundPhrase<Modal>): boolean =>
  value.says === 'optional' && to - from === 1 && from > 0 && to < words.length;

/** Modal phrases that bind what is said. */
export const modalsIn = (words: readonly Word[]): Modal[] =>
  modalWords
    .find(words)
    .filter((found) => !isAttribute(words, found))
    .map(({ value }) => value);
