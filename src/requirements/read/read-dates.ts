/** A date in a text: first and last day that it may mean, counted in days; years apart where it names none. */
export interface FoundDay {
  readonly from: number;
  readonly to: number;
  readonly hasYear: boolean;
  readonly start: number;
  readonly end: number;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  '(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![a-z])\\.?';
const YEAR = '(?:,?\\s(20\\d\\d))?';
const DAY_MONTH = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\.?\\s(?:of\\s)?${MONTH}${YEAR}`, 'g');
const MONTH_DAY = new RegExp(`\\b${MONTH}\\s(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])${YEAR}`, 'g');
const MONTH_ONLY = new RegExp(`\\b${MONTH}${YEAR}`, 'g');
const ISO = /(?<![\d-])(20\d\d)-(\d{2})-(\d{2})(?![\d-])/g;
const QUARTER = /\bQ([1-4])(?:[\s/]{1,2}(20\d\d))?/g;
const YEAR_ONLY = /\b(?:in|by|before|until|end of|of|from|since)\s(20\d\d)(?![\d-])/g;

const DAYS_PER_MONTH = 31;
const DAYS_PER_YEAR = 12 * DAYS_PER_MONTH;

/** Days on a calendar of equal months: enough to tell earlier from later. */
const dayOf = (year: number, month: number, day: number): number =>
  year * DAYS_PER_YEAR + (month - 1) * DAYS_PER_MONTH + day;

const yearless = (day: number): number => (Number.isFinite(day) ? ((day - 1) % DAYS_PER_YEAR) + 1 : day);

/** The same days of any year. */
export const withoutYear = <Days extends { readonly low: number; readonly high: number }>(
  days: Days,
): Days => ({
  ...days,
  low: yearless(days.low),
  high: yearless(days.high),
});

const monthOf = (name: string | undefined): number =>
  MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;

interface Parts {
  readonly year: string | undefined;
  readonly month: number;
  readonly lastMonth?: number;
  readonly day?: string | undefined;
}

const READERS: readonly (readonly [RegExp, (match: RegExpExecArray) => Parts])[] = [
  [ISO, (m) => ({ year: m[1], month: Number(m[2]), day: m[3] })],
  [DAY_MONTH, (m) => ({ year: m[3], month: monthOf(m[2]), day: m[1] })],
  [MONTH_DAY, (m) => ({ year: m[3], month: monthOf(m[1]), day: m[2] })],
  [MONTH_ONLY, (m) => ({ year: m[2], month: monthOf(m[1]) })],
  [QUARTER, (m) => ({ year: m[2], month: Number(m[1]) * 3 - 2, lastMonth: Number(m[1]) * 3 })],
  [YEAR_ONLY, (m) => ({ year: m[1], month: 1, lastMonth: 12 })],
];

/** “May” and “March” are verbs too: without a day or a year they need a word before them that dates have. */
const MAY_BE_VERB =
  /\b(?:in|by|before|until|after|since|from|of|early|mid|late|end|beginning|this|next|for)[\s-]$/i;

/** Finds dates to the precision that they are written in: days, months, quarters, years. */
export function readDates(text: string): FoundDay[] {
  if (!/Q[1-4]|20\d\d|[JFMASOND][a-z]{2}/.test(text)) return [];
  const found: FoundDay[] = [];
  for (const [pattern, read] of READERS) {
    for (const match of text.matchAll(pattern)) {
      const parts = read(match as RegExpExecArray);
      const yearOnly = pattern === YEAR_ONLY;
      const start = yearOnly ? match.index + match[0].length - 4 : match.index;
      const end = match.index + match[0].replace(/[.\s]{1,3}$/, '').length;
      const bare = pattern === MONTH_ONLY && parts.year === undefined;
      if (bare && !MAY_BE_VERB.test(text.slice(Math.max(0, start - 12), start))) continue;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const year = Number(parts.year ?? 0);
      const from = dayOf(year, parts.month, Number(parts.day ?? 1));
      const to = dayOf(year, parts.lastMonth ?? parts.month, Number(parts.day ?? DAYS_PER_MONTH));
      found.push({ from, to, hasYear: parts.year !== undefined, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
