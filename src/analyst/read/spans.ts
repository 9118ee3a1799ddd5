import { casual } from 'chrono-node';
import { DateTime } from 'luxon';
import { wordNumbers } from '../../lib/word-numbers.ts';
import type { Word } from './words.ts';

/** A calendar unit or span, before a preposition makes it "since", "before" or "in". */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly start: DateTime;
  readonly end: DateTime;
  readonly text: string;
  /** False for a month or day without a year. */
  readonly hasYear: boolean;
  readonly relative: boolean;
}

const UNITS: Readonly<Record<string, 'day' | 'week' | 'month' | 'quarter' | 'year' | 'hour' | 'minute'>> = {
  minute: 'minute',
  minutes: 'minute',
  hour: 'hour',
  hours: 'hour',
  day: 'day',
  days: 'day',
  week: 'week',
  weeks: 'week',
  month: 'month',
  months: 'month',
  quarter: 'quarter',
  quarters: 'quarter',
  year: 'year',
  years: 'year',
};
const NUMBERS: Readonly<Record<string, number>> = {
  ...wordNumbers,
  zero: 0,
  couple: 2,
};
const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  last: -1,
};
const EARLIEST_YEAR = 1970;
const LATEST_YEAR = 2100;

/** A whole number written in digits or as a word up to twelve. */
export function readNumber(word: Word | undefined): number | undefined {
  if (!word) return undefined;
  if (/^\d{1,9}([.]\d+)?$/.test(word.lower)) return Number(word.lower);
  return Object.hasOwn(NUMBERS, word.lower) ? NUMBERS[word.lower] : undefined;
}

export const utc = (date: Date): DateTime => DateTime.fromJSDate(date, { zone: 'utc' });
export const DAY_TEXT = 'd MMMM yyyy';

function yearOf(word: Word | undefined): number | undefined {
  if (!word || !/^\d{4}$/.test(word.lower)) return undefined;
  const year = Number(word.lower);
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR ? year : undefined;
}

/** A bare four-digit year that is no part of an identifier and counts nothing ("2000 minutes"). */
function readYear(words: readonly Word[], at: number): Span | undefined {
  const year = yearOf(words[at]);
  const next = words[at + 1];
  if (year === undefined || (next && Object.hasOwn(UNITS, next.lower))) return undefined;
  if (words[at]?.joined && yearOf(words[at - 1]) === undefined) return undefined;
  if (next?.joined && yearOf(next) === undefined) return undefined;
  const start = DateTime.utc(year);
  return {
    from: at,
    to: at + 1,
    start,
    end: start.plus({ year: 1 }),
    text: String(year),
    hasYear: true,
    relative: false,
  };
}

/** "Q3 2025", "the second quarter of 2025", "H1 2025", "the first half of 2025". */
function readPartOfYear(words: readonly Word[], at: number, now: DateTime): Span | undefined {
  const short = /^([qh])([1-4])$/.exec(words[at]?.lower ?? '');
  let position = at;
  let part: number;
  let months: number;
  if (short) {
    months = short[1] === 'q' ? 3 : 6;
    part = Number(short[2]);
    position += 1;
  } else {
    const ordinal = ORDINALS[words[at]?.lower ?? ''];
    const unit = words[at + 1]?.lower;
    if (ordinal === undefined || (unit !== 'quarter' && unit !== 'half') || words[at + 2]?.lower !== 'of')
      return undefined;
    months = unit === 'quarter' ? 3 : 6;
    part = ordinal === -1 ? 12 / months : ordinal;
    position += 3;
  }
  if (part > 12 / months) return undefined;
  const named = yearOf(words[position]);
  if (!short && named === undefined) return undefined;
  const start = DateTime.utc(named ?? now.year, (part - 1) * months + 1);
  const text = `${months === 3 ? 'Q' : 'H'}${part} ${start.year}`;
  const to = named === undefined ? position : position + 1;
  return {
    from: at,
    to,
    start,
    end: start.plus({ months }),
    text,
    hasYear: named !== undefined,
    relative: false,
  };
}

/** "the 2010s", "the 90s". */
function readDecade(words: readonly Word[], at: number): Span | undefined {
  const match = /^(?:(\d{3})0|(\d)0)s$/.exec(words[at]?.lower ?? '');
  if (!match) return undefined;
  const first = match[1] ? Number(`${match[1]}0`) : Number(`${Number(match[2]) >= 7 ? 19 : 20}${match[2]}0`);
  const start = DateTime.utc(first);
  if (first < EARLIEST_YEAR || first > LATEST_YEAR) return undefined;
  return {
    from: at,
    to: at + 1,
    start,
    end: start.plus({ years: 10 }),
    text: `the ${first}s`,
    hasYear: true,
    relative: false,
  };
}

/** "the last 2 quarters of 2025", "the first three months of 2024". */
function readRunOfYear(words: readonly Word[], at: number): Span | undefined {
  const end = words[at]?.lower;
  const count = readNumber(words[at + 1]);
  const unit = UNITS[words[at + 2]?.lower ?? ''];
  const year = yearOf(words[at + 4]);
  if ((end !== 'last' && end !== 'first') || !count || !unit || unit === 'hour' || unit === 'minute')
    return undefined;
  if (words[at + 3]?.lower !== 'of' || year === undefined) return undefined;
  const whole = DateTime.utc(year);
  const next = whole.plus({ year: 1 });
  const start = end === 'first' ? whole : next.minus({ [unit]: count });
  return {
    from: at,
    to: at + 5,
    start,
    end: end === 'first' ? whole.plus({ [unit]: count }) : next,
    text: `the ${end} ${count} ${unit}${count === 1 ? '' : 's'} of ${year}`,
    hasYear: true,
    relative: false,
  };
}

/** "last 90 days", "this month", "previous quarter", "past year", "three weeks ago", "today". */
function readRelative(words: readonly Word[], at: number, now: DateTime): Span | undefined {
  const lower = words[at]?.lower ?? '';
  const made = (to: number, start: DateTime, end: DateTime, text: string): Span => ({
    from: at,
    to,
    start,
    end,
    text,
    hasYear: true,
    relative: true,
  });
  const today = now.startOf('day');
  if (lower === 'today') return made(at + 1, today, today.plus({ day: 1 }), today.toFormat(DAY_TEXT));
  if (lower === 'yesterday')
    return made(at + 1, today.minus({ day: 1 }), today, today.minus({ day: 1 }).toFormat(DAY_TEXT));

  const count = readNumber(words[at + 1]);
  if (['last', 'past', 'previous', 'preceding'].includes(lower) && count !== undefined) {
    const halfYear = words[at + 1]?.lower === 'half' && words[at + 2]?.lower === 'year';
    const unit = UNITS[words[at + 2]?.lower ?? ''];
    if (!unit) return undefined;
    const start = halfYear ? now.minus({ months: 6 }) : now.minus({ [unit]: count });
    return made(
      at + 3,
      start,
      now,
      `the last ${halfYear ? '6 months' : `${count} ${unit}${count === 1 ? '' : 's'}`}`,
    );
  }
  const unit = UNITS[words[at + 1]?.lower ?? ''];
  if (unit && unit !== 'hour' && unit !== 'minute' && !/s$/.test(words[at + 1]?.lower ?? '')) {
    const current = now.startOf(unit);
    if (['this', 'current'].includes(lower))
      return made(at + 2, current, current.plus({ [unit]: 1 }), spanText(current, unit));
    if (lower === 'past') return made(at + 2, now.minus({ [unit]: 1 }), now, `the past ${unit}`);
    if (['last', 'previous'].includes(lower)) {
      const start = current.minus({ [unit]: 1 });
      return made(at + 2, start, current, spanText(start, unit));
    }
  }
  return undefined;
}

function spanText(start: DateTime, unit: 'day' | 'week' | 'month' | 'quarter' | 'year'): string {
  if (unit === 'year') return start.toFormat('yyyy');
  if (unit === 'quarter') return `Q${start.quarter} ${start.year}`;
  if (unit === 'month') return start.toFormat('MMMM yyyy');
  if (unit === 'week') return `the week of ${start.toFormat(DAY_TEXT)}`;
  return start.toFormat(DAY_TEXT);
}

/** Months and days in any written form. A month without a year is the latest one that has begun. */
function readDates(question: string, words: readonly Word[], now: DateTime): Span[] {
  const spans: Span[] = [];
  for (const result of casual.parse(question, { instant: now.toJSDate(), timezone: 0 })) {
    const from = words.findIndex((word) => word.end > result.index);
    const last = words.findLastIndex((word) => word.start < result.index + result.text.length);
    if (from < 0 || last < from || !readsAsDate(result.text, words, from)) continue;
    const parts = result.end ? [result.start, result.end] : [result.start];
    const known = parts.map((part) => ({
      month: part.isCertain('month') ? part.get('month') : null,
      day: part.isCertain('day') ? part.get('day') : null,
      year: part.isCertain('year') ? part.get('year') : null,
    }));
    const year = known.find((part) => part.year !== null)?.year ?? null;
    const units = known.map(({ month, day }) => (month === null ? null : unitOf(year, month, day, now)));
    const first = units[0];
    const end = units.at(-1);
    if (!first || !end) continue;
    const text = units.length === 1 ? first.text : `${first.text} to ${end.text}`;
    spans.push({
      from,
      to: last + 1,
      start: first.start,
      end: end.end,
      text,
      hasYear: year !== null,
      relative: false,
    });
  }
  return spans;
}

/** Keeps version numbers, the verb "may" and dates that two conventions read differently from being read as dates. */
function readsAsDate(text: string, words: readonly Word[], from: number): boolean {
  const slashed = /^(\d{1,2})[/](\d{1,2})[/]\d/.exec(text);
  if (slashed && slashed[1] !== slashed[2] && Number(slashed[1]) <= 12 && Number(slashed[2]) <= 12)
    return false;
  if (/^\d+[.]\d+([.]\d{1,2})?$/.test(text) || words[from]?.joined) return false;
  // Spans such as "within 5 minutes" are lengths of time; those that are windows are read elsewhere.
  if (!/jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d[-/.]\d/i.test(text)) return false;
  if (!/^(may|mar|march|sun|sat)$/i.test(text))
    return /\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/i.test(text);
  const before = words[from - 1]?.lower ?? '';
  return (
    /^(May|Mar|March)$/.test(text) ||
    /^(in|since|until|before|after|of|during|between|and|to|from)$/.test(before)
  );
}

function unitOf(
  year: number | null,
  month: number,
  day: number | null,
  now: DateTime,
): { start: DateTime; end: DateTime; text: string } | null {
  let start = DateTime.utc(year ?? now.year, month, day ?? 1);
  if (year === null && start > now) start = start.minus({ year: 1 });
  if (!start.isValid || start.year < EARLIEST_YEAR || start.year > LATEST_YEAR) return null;
  return {
    start,
    end: start.plus(day === null ? { month: 1 } : { day: 1 }),
    text: start.toFormat(day === null ? 'MMMM yyyy' : DAY_TEXT),
  };
}

/** Every stretch of time that a question names, without the preposition before it, in order. */
export function readSpans(question: string, words: readonly Word[], now: DateTime): Span[] {
  const spans: Span[] = [];
  const free = (span: Span): boolean => !spans.some((other) => span.from < other.to && other.from < span.to);
  const keep = (read: (at: number) => Span | undefined): void => {
    for (let at = 0; at < words.length; at++) {
      const span = read(at);
      if (span && free(span)) spans.push(span);
    }
  };
  keep((at) => readRunOfYear(words, at) ?? readPartOfYear(words, at, now) ?? readDecade(words, at));
  keep((at) => readRelative(words, at, now));
  for (const span of readDates(question, words, now)) if (free(span)) spans.push(span);
  keep((at) => readYear(words, at));
  return spans.sort((a, b) => a.from - b.from);
}
