import type { Moment, TimelineEntry } from '../../core/incident.ts';
import { type DateOrder, type FoundDate, findDates } from '../../lib/find-dates.ts';
import { plainText } from '../../lib/plain-text.ts';
import { dayOf } from '../../lib/read-moment.ts';
import { type DateContext, resolveDate } from '../../lib/resolve-date.ts';

/** One row of a timeline as written: where its time stands, and what happened. */
export interface TimelineRow {
  readonly time: string;
  readonly text: string;
}

export interface RowContext {
  readonly zone?: string | undefined;
  readonly year?: number | undefined;
  readonly day?: DateContext['day'] | undefined;
  readonly order?: DateOrder | undefined;
}

export interface TimedRow {
  /** Null where the row's time is not readable or its day is not known. */
  readonly moment: Moment | null;
  readonly entry: TimelineEntry;
}

const HALF_DAY_MS = 6 * 3_600_000;
const DAY_MS = 86_400_000;
const TEMPLATE_TEXT = /^(?:short )?(?:event )?description\.?$|^event$|^\.{3}$|^…$/i;

/**
 * Gives rows their moments. A row with a time of day only takes the day of the row before it, or of the context, and
 * goes on to the next day when its clock falls back by hours. Rows of a left-over template are dropped.
 */
export function timeRows(rows: readonly TimelineRow[], context: RowContext): TimedRow[] {
  let day = context.day;
  let year = context.year ?? day?.year;
  let last: Moment | null = null;
  const timed: TimedRow[] = [];
  for (const row of rows) {
    const text = plainText(row.text);
    if (text === '' || TEMPLATE_TEXT.test(text)) continue;
    const found = leadingDate(plainText(row.time), context.order);
    if (found) year = rolledYear(found, year, last);
    let moment = found && resolveDate(found, contextOf(context.zone, year, day));
    if (
      moment &&
      found &&
      bareTime(found) &&
      last?.precision === 'minute' &&
      last.at.getTime() - moment.at.getTime() > HALF_DAY_MS
    ) {
      moment = { ...moment, at: new Date(moment.at.getTime() + DAY_MS) };
    }
    if (moment && (moment.precision === 'minute' || moment.precision === 'day')) {
      day = localDay(found, moment, day);
      last = moment;
    }
    const at = moment?.precision === 'minute' ? moment.at : null;
    timed.push({
      moment: moment ?? null,
      entry: { at, text: at ? text : `${plainText(row.time)}: ${text}`.replace(/^: /, '') },
    });
  }
  return timed;
}

const bareTime = (found: FoundDate): boolean =>
  found.day === undefined && found.month === undefined && found.year === undefined;

/** The day as the row's own clock shows it: the next row's bare time belongs to that day, not to the day in UTC. */
function localDay(found: FoundDate | null, moment: Moment, day: DateContext['day']): DateContext['day'] {
  if (found?.day !== undefined && found.month !== undefined)
    return { year: found.year ?? dayOf(moment).year, month: found.month, day: found.day };
  if (!day) return dayOf(moment);
  const passed = Math.floor((moment.at.getTime() - Date.UTC(day.year, day.month - 1, day.day)) / DAY_MS);
  return passed <= 0
    ? day
    : dayOf({ at: new Date(Date.UTC(day.year, day.month - 1, day.day + passed)), precision: 'day' });
}

function rolledYear(found: FoundDate, year: number | undefined, last: Moment | null): number | undefined {
  if (found.year !== undefined) return found.year;
  const lastMonth = last ? last.at.getUTCMonth() + 1 : undefined;
  return year !== undefined &&
    found.month !== undefined &&
    lastMonth !== undefined &&
    lastMonth - found.month > 6
    ? year + 1
    : year;
}

const contextOf = (
  zone: string | undefined,
  year: number | undefined,
  day: DateContext['day'],
): DateContext => ({
  ...(zone === undefined ? {} : { zone }),
  ...(year === undefined ? {} : { year }),
  ...(day === undefined ? {} : { day }),
});

/** The date at the beginning; digits or question marks before it mean a date that is not readable. */
function leadingDate(time: string, order: DateOrder | undefined): FoundDate | null {
  const [first] = findDates(time.slice(0, 100), order);
  return first && !/[\d?]/.test(time.slice(0, first.index)) ? first : null;
}

const SEPARATOR = /^[\s\])*_]*(?:[-–—:|=>→.]+|\))?[\s*_]*/;

/** Splits a line such as `**16:58 UTC** - Errors begin` into its time and its text; null when it begins with no time. */
export function splitTimedLine(line: string): TimelineRow | null {
  const text = line.replace(/^\s*(?:[-*+•]|\d{1,3}[.)](?!\d))\s+/, '').replace(/^\[[ xX]\]\s+/, '');
  const [first, second] = findDates(text.slice(0, 120));
  if (
    !first ||
    first.index > 16 ||
    !/^[\s*_~[(`]*(?:at|on|around|approx\.?|circa|ca\.)?[\s*_~[(`]*(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s*)?[\s*_]*$/i.test(
      text.slice(0, first.index),
    )
  )
    return null;
  if (first.hour === undefined && first.day === undefined) return null;
  const end =
    second && /^\s?(?:[-–—]|to)\s?$/.test(text.slice(first.end, second.index)) ? second.end : first.end;
  const rest = text.slice(end).replace(SEPARATOR, '');
  return rest.trim() === '' ? null : { time: text.slice(0, end), text: rest };
}
