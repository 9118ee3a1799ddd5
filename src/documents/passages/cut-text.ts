/** Where a text may be cut, from the best places to the last resort. */
export type Cut = 'sentences' | 'lines' | 'words' | 'characters';

export interface TextRange {
  /** UTF-16 code units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

const BLANK = /\s/;
const TERMINATORS = '.!?…';
const CLOSERS = '"\')]”’»*_`';
const FULL_WIDTH_TERMINATORS = '。！？';

const isBlank = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code > 0x7f && BLANK.test(text[at] ?? ''));
};

/** Whether a sentence ends before the blank at `at`: "e.g. this", "J. Smith" and a lower-case letter after it say no. */
function endsSentence(text: string, start: number, at: number, end: number): boolean {
  let last = at - 1;
  for (let steps = 0; steps < 4 && last > start && CLOSERS.includes(text[last] ?? ' '); steps++) last -= 1;
  if (last < start || !TERMINATORS.includes(text[last] ?? ' ')) return false;
  const next = /\S/.exec(text.slice(at, Math.min(end, at + 20)))?.[0] ?? '';
  if (/\p{Ll}/u.test(next)) return false;
  return !(text[last] === '.' && /(?:^|[\s(.])\p{Lu}$/u.test(text.slice(Math.max(start, last - 2), last)));
}

/** Offsets after which `text` may be cut in the given way, in order. */
function* boundaries(text: string, { start, end }: TextRange, cut: Cut): Generator<number> {
  for (let at = start; at < end; at++) {
    if (cut === 'lines') {
      if (text.charCodeAt(at) === 0x0a) yield at + 1;
    } else if (isBlank(text, at)) {
      const isFirst = at > start && !isBlank(text, at - 1);
      if (isFirst && (cut === 'words' || endsSentence(text, start, at, end))) yield at;
    } else if (cut === 'sentences' && FULL_WIDTH_TERMINATORS.includes(text[at] ?? ' ')) yield at + 1;
  }
  yield end;
}

/**
 * Cuts a range into runs of at least `grainTokens` (but the last), each at places of one kind; blanks at the ends of a
 * run are left out. One pass; the memory is that of the runs.
 */
export function cutText(
  text: string,
  range: TextRange,
  cut: Cut,
  grainTokens: number,
  estimate: (start: number, end: number) => number,
): TextRange[] {
  if (cut === 'characters') return cutCharacters(text, range, grainTokens, estimate);
  const runs: TextRange[] = [];
  let start = range.start;
  let from = range.start;
  let tokens = 0;
  for (const at of boundaries(text, range, cut)) {
    tokens += estimate(from, at);
    from = at;
    if (tokens < grainTokens && at < range.end) continue;
    const run = withoutBlanks(text, { start, end: at });
    if (run) runs.push(run);
    start = at;
    tokens = 0;
  }
  return runs;
}

function cutCharacters(
  text: string,
  { start, end }: TextRange,
  grainTokens: number,
  estimate: (start: number, end: number) => number,
): TextRange[] {
  const step = Math.max(1, Math.floor((grainTokens * (end - start)) / Math.max(1, estimate(start, end))));
  const runs: TextRange[] = [];
  for (let from = start; from < end; ) {
    let to = Math.min(end, from + step);
    if (to < end && isLowSurrogate(text, to) && to - 1 > from) to -= 1;
    else if (to < end && isLowSurrogate(text, to)) to += 1;
    const run = withoutBlanks(text, { start: from, end: to });
    if (run) runs.push(run);
    from = to;
  }
  return runs;
}

const isLowSurrogate = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
};

/** The range without blank lines before it and blanks after it; the first line keeps its indentation. Null where all is blank. */
export function withoutBlanks(text: string, { start, end }: TextRange): TextRange | null {
  let first = start;
  let line = start;
  for (; first < end && isBlank(text, first); first++) if (text.charCodeAt(first) === 0x0a) line = first + 1;
  if (first === end) return null;
  let last = end;
  while (isBlank(text, last - 1)) last -= 1;
  const isLineStart = line > 0 && text.charCodeAt(line - 1) === 0x0a;
  return { start: line === 0 || isLineStart ? line : first, end: last };
}
