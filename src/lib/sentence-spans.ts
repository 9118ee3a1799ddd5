/** Offsets in a text; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|vs|approx|max|min|no|fig|incl|resp|ca|cf|dr|mr|mrs|st|nr|dept|inc|ltd)\.$/i;

/** `R1.` before a requirement is its name. */
const NAME = /^\p{Lu}{1,6}-?\d{1,4}(?:\.\d{1,3})?[.:)]?$/u;
/** A few words in brackets after a sentence belong to it. */
const ASIDE = /^[([][^()[\]]{1,60}[)\]]\.?$/;

const INNER_END = /[.!?…。！？]["'”’)\]*_]*\s/;
const HOLDS_WORDS = /[\p{L}\p{N}?]/u;

/** Most lines are one sentence: telling so is much cheaper than segmenting them. */
function wholeSpan(line: string, from: number): Span[] {
  const start = from + line.length - line.trimStart().length;
  const end = from + line.trimEnd().length;
  return end > start && HOLDS_WORDS.test(line) ? [{ start, end }] : [];
}

/** Sentences of `text` between two offsets, trimmed; a line break inside a paragraph ends none. */
export function sentenceSpans(text: string, from: number, to: number): Span[] {
  const oneLine = text.slice(from, to).replace(/[\r\n]/g, ' ');
  if (!INNER_END.test(oneLine)) return wholeSpan(oneLine, from);
  const spans: { start: number; end: number }[] = [];
  let joins = false;
  for (const { segment, index } of segmenter.segment(oneLine)) {
    const start = from + index + segment.length - segment.trimStart().length;
    const end = from + index + segment.trimEnd().length;
    const last = spans.at(-1);
    const isAside = ASIDE.test(segment.trim());
    if (end > start && (joins || isAside) && last) last.end = end;
    else if (end > start) spans.push({ start, end });
    joins = ABBREVIATION.test(segment.trimEnd().slice(-12)) || NAME.test(segment.trim());
  }
  return spans.filter(({ start, end }) => HOLDS_WORDS.test(text.slice(start, end)));
}
