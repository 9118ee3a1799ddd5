import { readWords as readAnyWords, type Word } from '../../analyst/read/words.ts';

export type { Word };

/** Longer runs are no words, and stemming them takes time that grows with the square of their length. */
const LONG_RUN = /[\p{L}\p{N}.'’]{60,}/gu;

/** Words of a text with their offsets; runs of letters longer than any word are left out. */
export const readWords = (text: string): Word[] =>
  readAnyWords(text.replace(LONG_RUN, (run) => '-'.repeat(run.length)));
