import { sentenceSpans } from '../../lib/sentence-spans.ts';

/** The sentences of a text of some lines, as they are written. */
export const sentencesOf = (text: string): string[] =>
  sentenceSpans(text, 0, text.length).map(({ start, end }) => text.slice(start, end));
