const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Sentences of plain text, list items and table rows one by one, trimmed; empty ones are left out. */
export function splitSentences(text: string): string[] {
  return text
    .split(/\n+/)
    .flatMap((line) => [...segmenter.segment(line.replace(/^\s*(?:[-*+•]|\d+[.)])\s+/, ''))])
    .map(({ segment }) => segment.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}
