import { dayOf } from '../lib/parse-day.ts';
import type { HistoryFigures } from '../store/insight-figures.ts';
import type { Span } from '../store/insight-sql.ts';

export const DAY_MS = 86_400_000;

/** When a run looks, in whole days of UTC, and what time the history covers. */
export interface InsightTime {
  readonly now: Date;
  /** The end of the day of `now`. */
  readonly to: Date;
  readonly history: HistoryFigures;
}

/** The beginning of the day (UTC) in which a moment lies. */
export const startOfDay = (moment: Date): Date => new Date(endOfDay(moment).getTime() - DAY_MS);

/** The end of the day (UTC) in which a moment lies. */
export const endOfDay = (moment: Date): Date =>
  new Date(Math.floor(moment.getTime() / DAY_MS) * DAY_MS + DAY_MS);

/** So many whole days until `to`. */
export const daysUntil = (to: Date, days: number): Span => ({
  from: new Date(to.getTime() - days * DAY_MS),
  to,
});

export const daysOf = ({ from, to }: Span): number => (to.getTime() - from.getTime()) / DAY_MS;

/** "2026-10-30 to 2026-11-28", both days counted. */
export const saySpan = ({ from, to }: Span): string =>
  `${dayOf(from)} to ${dayOf(new Date(to.getTime() - 1))}`;

/** As arithmetic has it: both days counted. */
export const spanDays = (span: Span) => ({
  from: dayOf(span.from),
  to: dayOf(new Date(span.to.getTime() - 1)),
  days: daysOf(span),
});

/** Whole days from the last start of the history to now; null without a dated incident. */
const daysSinceHistory = ({ to, history: { lastStartedAt } }: InsightTime): number | null =>
  lastStartedAt === null ? null : Math.floor((to.getTime() - 1 - lastStartedAt.getTime()) / DAY_MS);

const QUIET_DAYS = 30;

/** Said where the history ended long before now: what it tells may be over. */
export function sayHistoryEnd(time: InsightTime): string {
  const days = daysSinceHistory(time);
  if (days === null || days <= QUIET_DAYS || time.history.lastStartedAt === null) return '';
  return ` The history ends on ${dayOf(time.history.lastStartedAt)}, ${days.toLocaleString('en-US')} days before this was worked out.`;
}
