import type { TimeRange } from '../../store/incident-selection.ts';
import { DAY_TEXT, readNumber, readSpans, type Span, utc } from './spans.ts';
import type { Word } from './words.ts';

/** A stretch of time named in a question, in words `from` to `to` (exclusive). */
export interface WindowMatch {
  readonly from: number;
  readonly to: number;
  readonly range: TimeRange;
  /** As it is stated in the reply: "in March 2021", "since 3 June 2025". */
  readonly text: string;
}

/** The year of the later end goes to the earlier one: "between March and May 2021". */
function withYearOf(span: Span, other: Span): Span {
  if (span.hasYear || !other.hasYear) return span;
  const shift = { year: other.start.year - span.start.year };
  const start = span.start.plus(shift);
  const text = span.text.replace(/\d{4}$/, String(start.year));
  return { ...span, start, end: span.end.plus(shift), text, hasYear: true };
}

const closed = (span: Span): TimeRange => ({ from: span.start.toJSDate(), to: span.end.toJSDate() });

/**
 * All windows that a question names, resolved against `now` in UTC.
 * "between A and B" and "from A to B" hold both ends; "since A" begins with A; "after A" begins when A is over.
 */
export function readWindows(question: string, words: readonly Word[], now: Date): WindowMatch[] {
  const spans = readSpans(question, words, utc(now));
  const windows: WindowMatch[] = [];
  for (let index = 0; index < spans.length; index++) {
    const span = spans[index];
    if (!span) continue;
    const next = spans[index + 1];
    const ranged = next && readRange(words, span, next);
    if (ranged) {
      windows.push(ranged);
      index += 1;
    } else {
      windows.push(readPreposition(words, span));
    }
  }
  return windows;
}

function readRange(words: readonly Word[], first: Span, second: Span): WindowMatch | undefined {
  const before = words[first.from - 1]?.lower ?? '';
  const between = words
    .slice(first.to, second.from)
    .map((word) => word.lower)
    .join(' ');
  const dash = between === '' && words[second.from]?.joined === true;
  const isRange =
    (before === 'between' && (between === 'and' || between === 'and the')) ||
    /^(to|until|till|through|up to|and until)( the)?$/.test(between) ||
    dash;
  if (!isRange) return undefined;
  const start = withYearOf(first, second);
  const from = /^(between|from)$/.test(before) ? first.from - 1 : first.from;
  return {
    from,
    to: second.to,
    range: { from: start.start.toJSDate(), to: second.end.toJSDate() },
    text: `from ${start.text} to ${second.text}`,
  };
}

const lowerPair = (words: readonly Word[], at: number): string =>
  `${words[at]?.lower} ${words[at + 1]?.lower}`;

/** How far back "since" may stand from its date: "since the release on 3 June". */
const MOST_WORDS_AFTER_SINCE = 5;

function readPreposition(words: readonly Word[], span: Span): WindowMatch {
  let from = span.from;
  while (
    /^(the|of|on|in|during)$/.test(words[from - 1]?.lower ?? '') ||
    /^the (year|month|date)$/.test(lowerPair(words, from - 2))
  )
    from -= 1;
  const before = words[from - 1]?.lower ?? '';
  const since = words.findLastIndex(
    (word, index) =>
      word.lower === 'since' && index < span.from && span.from - index <= MOST_WORDS_AFTER_SINCE,
  );
  if (since >= 0) {
    return { from: since, to: span.to, range: { from: span.start.toJSDate() }, text: `since ${span.text}` };
  }
  if (before === 'before' || before === 'until' || before === 'till') {
    const end = before === 'before' ? span.start : span.end;
    return { from: from - 1, to: span.to, range: { to: end.toJSDate() }, text: `${before} ${span.text}` };
  }
  if (before === 'after') {
    return { from: from - 1, to: span.to, range: { from: span.end.toJSDate() }, text: `after ${span.text}` };
  }
  const day = readNumber(words[from - 2]);
  if (
    before === 'and' &&
    words[from - 3]?.lower === 'between' &&
    day !== undefined &&
    span.start.plus({ day: 1 }).equals(span.end)
  ) {
    const start = span.start.set({ day });
    return {
      from: from - 3,
      to: span.to,
      range: { from: start.toJSDate(), to: span.end.toJSDate() },
      text: `from ${start.toFormat(DAY_TEXT)} to ${span.text}`,
    };
  }
  if (
    /^(or|and) (later|after|newer|onwards?|on)$/.test(lowerPair(words, span.to)) ||
    /^onwards?$/.test(words[span.to]?.lower ?? '')
  ) {
    const to = span.to + (words[span.to]?.lower.startsWith('onward') ? 1 : 2);
    return { from, to, range: { from: span.start.toJSDate() }, text: `since ${span.text}` };
  }
  const extra = /^(for|within|over|throughout|at|from)$/.test(before) ? 1 : 0;
  const preposition = span.text.includes(' to ') ? 'from' : /^\d/.test(span.text) ? 'on' : 'in';
  const isYear = /^\d{4}$/.test(span.text);
  return {
    from: from - extra,
    to: span.to,
    range: closed(span),
    text: `${isYear ? 'in' : preposition} ${span.text}`,
  };
}
