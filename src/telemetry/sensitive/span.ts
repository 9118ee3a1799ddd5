/** A piece of a text, from the character at `start` up to and without the one at `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds one thing in a text, in time that grows with its length only. */
export type Finder = (text: string) => readonly Span[];

/** Finds what the pattern, which must be global, matches: its first group where it has one that took part. */
export const findPattern =
  (pattern: RegExp): Finder =>
  (text) =>
    Array.from(text.matchAll(pattern), (match) => {
      const end = match.index + match[0].length;
      return { start: match[1] === undefined ? match.index : end - match[1].length, end };
    });

/** The spans in the order of the text, those that touch the same characters joined. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (last && span.start < last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  return joined;
}
