import type { Moment } from '../core/incident.ts';
import { type DateOrder, findDates } from './find-dates.ts';
import { isUnknown } from './is-unknown.ts';
import { type DateContext, resolveDate } from './resolve-date.ts';

export interface MomentContext extends DateContext {
  readonly order?: DateOrder;
  readonly now: Date;
}

/** `moment` null without a `problem` means that the source says it does not know. */
export interface MomentReading {
  readonly moment: Moment | null;
  /** Last moment of a range: `January 14-19, 2026`. */
  readonly until?: Moment;
  /** `invalid`: no such date; `out-of-range`: a year that no incident can have. */
  readonly problem?: 'invalid' | 'out-of-range';
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/;
/** What programs write for "no date". */
const NO_DATE = /^(?:0000|0001)-|^1970-01-01(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)?)?$/;
const FIRST_YEAR = 1900;

/** Reads one value of a date field: ISO and its relatives, dates in words, epoch seconds or milliseconds. */
export function readMoment(value: unknown, context: MomentContext): MomentReading {
  if (value instanceof Date) return checked({ at: value, precision: 'minute' }, context);
  if (typeof value === 'number') return readEpoch(value, context);
  if (typeof value !== 'string' || isUnknown(value)) {
    return isUnknown(value) ? { moment: null } : { moment: null, problem: 'invalid' };
  }
  const text = value.trim();
  if (NO_DATE.test(text)) return { moment: null };
  if (/^\d{10}(?:\.\d+)?$|^\d{13}$/.test(text)) return readEpoch(Number(text), context);
  if (/^\d{4}$/.test(text)) return checked(resolveDate({ year: Number(text) }), context);
  return ISO.test(text) ? readIso(text, context) : readWords(spelledOut(text), context);
}

const SHORT_YEAR = /^(\d{1,2}\/\d{1,2}\/|\d{1,2}-[A-Za-z]{3}-)(\d{2})(?=[\s,]|$)/;

const POINTED_TIME = /(?<=\d{4}\s)([01]?\d|2[0-3])\.([0-5]\d)(?=\s?[A-Za-z]{0,5}$)/;

/** `20-Jul-22` and `7/20/22` as spreadsheets write them, years from 70 on of the last century; `10.30` after a date. */
const spelledOut = (text: string): string =>
  text
    .replace(SHORT_YEAR, (_, day: string, year: string) => `${day}${Number(year) < 70 ? 20 : 19}${year}`)
    .replace(POINTED_TIME, '$1:$2');

function readEpoch(value: number, context: MomentContext): MomentReading {
  if (value === 0) return { moment: null };
  if (Number.isInteger(value) && value >= FIRST_YEAR && value < 2200) {
    return checked(resolveDate({ year: value }), context);
  }
  const seconds =
    value > 1e8 && value < 1e11 ? value : value >= 1e11 && value < 1e14 ? value / 1000 : Number.NaN;
  const at = new Date(seconds * 1000);
  return checked(Number.isNaN(at.getTime()) ? null : { at, precision: 'minute' }, context);
}

function readIso(text: string, context: MomentContext): MomentReading {
  const [, year, month, day, hour, minute, second, fraction, zone] = ISO.exec(text) ?? [];
  const moment = resolveDate(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second ?? 0),
      ...(zone ? { zone } : {}),
    },
    context,
  );
  const milliseconds = Math.trunc(Number(`0.${fraction ?? 0}`) * 1000);
  return checked(moment && { ...moment, at: new Date(moment.at.getTime() + milliseconds) }, context);
}

const LAST_WORDS = /^\s*(?:to|until|till|through|[-–—])\s*$/i;

function readWords(text: string, context: MomentContext): MomentReading {
  const [begin, second] = findDates(text.slice(0, 200), context.order);
  if (!begin) return { moment: null, problem: 'invalid' };
  const day = second && LAST_WORDS.test(text.slice(begin.end, second.index)) ? second : undefined;
  const zone = begin.zone ?? day?.zone;
  const first = zone === undefined || begin.hour === undefined ? begin : { ...begin, zone };
  const year = first.year ?? day?.year ?? context.year;
  const reading = checked(
    resolveDate(first, { ...context, ...(year === undefined ? {} : { year }) }),
    context,
  );
  if (!reading.moment) return reading;
  const last = first.lastDay === undefined ? day : { ...first, day: first.lastDay };
  const until =
    last &&
    resolveDate(last, { ...context, year: reading.moment.at.getUTCFullYear(), day: dayOf(reading.moment) });
  return until && until.at >= reading.moment.at ? { ...reading, until } : reading;
}

/** The calendar day (UTC) in which a moment lies. */
export function dayOf(moment: Moment): { year: number; month: number; day: number } {
  const { at } = moment;
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

function checked(moment: Moment | null, context: MomentContext): MomentReading {
  if (!moment) return { moment: null, problem: 'invalid' };
  return isPossibleYear(moment.at.getUTCFullYear(), context.now)
    ? { moment }
    : { moment: null, problem: 'out-of-range' };
}

/** An incident can have been in any year from 1900 to the next one. */
export function isPossibleYear(year: number, now: Date): boolean {
  return year >= FIRST_YEAR && year <= now.getUTCFullYear() + 1;
}
