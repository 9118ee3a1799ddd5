import type { Moment } from '../core/incident.ts';
import type { DateParts } from './find-dates.ts';
import { zoneOffsetMinutes } from './zone-offset.ts';

/** What surrounds a date that does not say everything itself. */
export interface DateContext {
  readonly year?: number;
  /** Day of a bare time. */
  readonly day?: { readonly year: number; readonly month: number; readonly day: number };
  /** Zone of times that name none; UTC when absent. */
  readonly zone?: string;
}

const DAY_MS = 86_400_000;

/** Completes the parts from the context into a moment; null when the calendar has no such moment or too little is said. */
export function resolveDate(parts: DateParts, context: DateContext = {}): Moment | null {
  const bareTime = parts.month === undefined && parts.year === undefined;
  const day = bareTime ? context.day : undefined;
  const year = parts.year ?? day?.year ?? context.year;
  if (year === undefined || (bareTime && !day)) return null;
  const month = parts.month ?? day?.month;
  if (month === undefined) return at(year, 1, 1, 'year');
  const dayOfMonth = parts.day ?? day?.day;
  if (dayOfMonth === undefined) return at(year, month, 1, 'month');
  const start = at(year, month, dayOfMonth, 'day');
  if (!start || parts.hour === undefined) return start;
  return atTime(start.at.getTime(), parts, context);
}

function at(year: number, month: number, day: number, precision: Moment['precision']): Moment | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? { at: date, precision } : null;
}

function atTime(dayMs: number, parts: DateParts, context: DateContext): Moment | null {
  const { hour = 0, minute = 0, second = 0 } = parts;
  if (hour > 24 || (hour === 24 && minute > 0) || minute > 59 || second > 59) return null;
  const localMs = dayMs + ((hour * 60 + minute) * 60 + second) * 1000;
  const zone = parts.zone ?? context.zone ?? 'UTC';
  const offset = zoneOffsetMinutes(zone, localMs);
  return offset === undefined ? null : { at: new Date(localMs - offset * 60_000), precision: 'minute' };
}

/** First instant after the interval that a moment leaves open; the moment itself when it is known to the minute. */
export function momentEnd(moment: Moment): Date {
  const { at: start, precision } = moment;
  if (precision === 'minute') return start;
  if (precision === 'day') return new Date(start.getTime() + DAY_MS);
  const months = precision === 'month' ? 1 : 12;
  const end = new Date(start);
  end.setUTCMonth(end.getUTCMonth() + months);
  return end;
}
