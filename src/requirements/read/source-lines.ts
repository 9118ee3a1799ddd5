/** A line of a text without its end; `number` counts from 1, `end` is exclusive. */
export interface SourceLine {
  readonly number: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Splits at CRLF, LF and CR, as editors count lines. */
export function sourceLines(text: string): SourceLine[] {
  const lines: SourceLine[] = [];
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ number: lines.length + 1, start, end: index, text: text.slice(start, index) });
    start = index + mark.length;
  }
  lines.push({ number: lines.length + 1, start, end: text.length, text: text.slice(start) });
  return lines;
}
