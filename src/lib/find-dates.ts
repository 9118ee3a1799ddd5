import { ZONE_PATTERN } from './zone-offset.ts';

/** Which of two ambiguous numbers is the day: `03/04/2021`. Unknown means that such a date gives its year only. */
export type DateOrder = 'day-first' | 'month-first' | 'unknown';

/** What a text says of a date or a time, as far as it says it. `zone` is as written. */
export interface DateParts {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  /** Last day of a range inside one month: `January 14-19, 2026`. */
  readonly lastDay?: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly zone?: string;
}

export interface FoundDate extends DateParts {
  readonly index: number;
  readonly end: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*)';
const DAY = '([0-3]?\\d)(?:st|nd|rd|th)?';
const DASH = '\\s?[-–—]\\s?';

const YEAR_FIRST = /(?<![\d/.-])(\d{4})([-/.])(\d{1,2}|\?\?)\2(\d{1,2}|\?\?)(?!\d|-\d)/g;
const YEAR_MONTH = /(?<![\d/.-])(\d{4})-(\d{2})(?![\d-]|-?\?)/g;
const COMPACT =
  /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?:T([0-2]\d)([0-5]\d)([0-5]\d)?)?(?!\d)/g;
const YEAR_LAST = /(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/-])/g;
const MONTH_DAY = new RegExp(
  `\\b${MONTH}\\s+${DAY}(?![\\d:])(?:${DASH}${DAY}(?![\\d:]))?(?:,?\\s+(\\d{4})(?![\\d:]))?`,
  'g',
);
const DAY_MONTH = new RegExp(
  `(?<![\\d:/.-])${DAY}\\.?(?:${DASH}${DAY}\\.?)?[\\s/-]+(?:of\\s+)?${MONTH}(?![a-z])(?:,?[\\s/-]+(\\d{4})(?![\\d:]))?`,
  'g',
);
const MONTH_YEAR = new RegExp(`\\b${MONTH},?\\s+(?:of\\s+)?(\\d{4})(?!\\d)`, 'g');
const TIME = new RegExp(
  `(?<![\\d:.])([0-2]?\\d):([0-5]\\d)(?::([0-5]\\d)(?:[.,]\\d+)?)?(?![\\d:])\\s?([AaPp]\\.?[Mm]\\b\\.?)?h?(?:\\s?\\(?(${ZONE_PATTERN})(?![A-Za-z\\d])\\)?)?`,
  'g',
);
const HOUR = new RegExp(
  `(?<![\\d:.])(1[0-2]|0?[1-9])\\s?([AaPp]\\.?[Mm])\\b\\.?(?:\\s?\\(?(${ZONE_PATTERN})(?![A-Za-z\\d])\\)?)?`,
  'g',
);
const MILITARY = /(?<![\d:.-])([01]\d|2[0-3])([0-5]\d)\s?(?:h\s)?(UTC|GMT|Z)\b/g;

const monthOf = (name: string | undefined): number =>
  MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

/** Keeps only the parts that are there: absent and unknown are the same. */
function parts(index: number, length: number, given: Record<string, number | string | undefined>): FoundDate {
  const known = Object.entries(given).filter(([, value]) => value !== undefined && value !== '');
  return { index, end: index + length, ...Object.fromEntries(known) };
}

function numericDate(first: number, second: number, order: DateOrder): { month?: number; day?: number } {
  if (first > 12 && second <= 12) return { day: first, month: second };
  if (second > 12 && first <= 12) return { day: second, month: first };
  if (first === second) return { day: first, month: first };
  if (order === 'unknown') return {};
  return order === 'day-first' ? { day: first, month: second } : { day: second, month: first };
}

function hourOf(text: string | undefined, half: string | undefined): number {
  const hour = Number(text);
  if (half === undefined || hour > 12) return hour;
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0);
}

type Reader = readonly [
  RegExp,
  (match: RegExpExecArray, order: DateOrder) => Record<string, number | string | undefined>,
];

const DATE_READERS: readonly Reader[] = [
  [
    YEAR_FIRST,
    (m) =>
      m[3] === '??'
        ? { year: Number(m[1]) }
        : { year: Number(m[1]), month: Number(m[3]), day: m[4] === '??' ? undefined : Number(m[4]) },
  ],
  [
    COMPACT,
    (m) => ({
      year: Number(m[1]),
      month: Number(m[2]),
      day: Number(m[3]),
      hour: numberOf(m[4]),
      minute: numberOf(m[5]),
      second: numberOf(m[6]),
    }),
  ],
  [YEAR_LAST, (m, order) => ({ year: Number(m[4]), ...numericDate(Number(m[1]), Number(m[3]), order) })],
  [
    MONTH_DAY,
    (m) => ({ month: monthOf(m[1]), day: Number(m[2]), lastDay: numberOf(m[3]), year: numberOf(m[4]) }),
  ],
  [
    DAY_MONTH,
    (m) => ({ day: Number(m[1]), lastDay: numberOf(m[2]), month: monthOf(m[3]), year: numberOf(m[4]) }),
  ],
  [MONTH_YEAR, (m) => ({ month: monthOf(m[1]), year: Number(m[2]) })],
  [YEAR_MONTH, (m) => ({ year: Number(m[1]), month: Number(m[2]) })],
];

const TIME_READERS: readonly Reader[] = [
  [TIME, (m) => ({ hour: hourOf(m[1], m[4]), minute: Number(m[2]), second: numberOf(m[3]), zone: m[5] })],
  [HOUR, (m) => ({ hour: hourOf(m[1], m[2]), minute: 0, zone: m[3] })],
  [MILITARY, (m) => ({ hour: Number(m[1]), minute: Number(m[2]), zone: m[3] })],
];

function scan(text: string, readers: readonly Reader[], order: DateOrder): FoundDate[] {
  const found: FoundDate[] = [];
  for (const [pattern, read] of readers) {
    for (const match of text.matchAll(pattern)) {
      const one = parts(match.index, match[0].length, read(match as RegExpExecArray, order));
      if (!found.some((other) => one.index < other.end && other.index < one.end)) found.push(one);
    }
  }
  return found;
}

const DATE_THEN_TIME = /^(?:T|[\s,.]{0,3}(?:at|around|about|approximately|@|from|~|-|–|\|)?\s{0,4}~?\s?)$/i;
const TIME_THEN_DATE =
  /^\s?(?:,|on|of|\()?\s?(?:the\s)?(?:Mon|Tues?|Wed(?:nes)?|Thurs?|Fri|Satur|Sun)?(?:day)?,?\s?\(?$/i;

function joined(first: FoundDate, second: FoundDate, between: string): boolean {
  const firstIsDate = first.hour === undefined;
  const secondIsDate = second.hour === undefined;
  if (firstIsDate === secondIsDate) return false;
  return firstIsDate
    ? first.lastDay === undefined && DATE_THEN_TIME.test(between)
    : TIME_THEN_DATE.test(between);
}

const LAST_YEAR = /^\s((?:19|20)\d{2})(?=\s*$|\s*[-–—|),;.\]])/;

/** `Mon Jun 10 16:09:00 UTC 2024`: a clock's own way puts the year last. */
function withLastYear(found: FoundDate, text: string): FoundDate {
  const year = found.year === undefined ? LAST_YEAR.exec(text.slice(found.end, found.end + 10)) : null;
  return year === null ? found : { ...found, year: Number(year[1]), end: found.end + year[0].length };
}

/**
 * Finds dates and times in a text, in its order; a date beside a time becomes one. Works in time linear to the text
 * but for the handful of dates in it: callers cut texts of more than some ten thousand characters.
 */
export function findDates(text: string, order: DateOrder = 'unknown'): FoundDate[] {
  if (!/\d/.test(text)) return [];
  const dates = scan(text, DATE_READERS, order);
  const times = scan(text, TIME_READERS, order).filter(
    (time) => !dates.some((date) => time.index < date.end && date.index < time.end),
  );
  const all = [...dates, ...times].sort((a, b) => a.index - b.index);
  const merged: FoundDate[] = [];
  for (const one of all) {
    const last = merged.at(-1);
    if (last && joined(last, one, text.slice(last.end, one.index))) {
      merged[merged.length - 1] = withLastYear({ ...last, ...one, index: last.index, end: one.end }, text);
    } else merged.push(one);
  }
  return merged;
}
