import type { TimeRange } from '../../store/incident-selection.ts';
import type { Stated } from './plan.ts';
import { statedWindow } from './state-window.ts';

const DAY_MS = 86_400_000;

/** Stretches of time that end now, in days; what recurs seldom shows in the longer one only. */
const USUAL_DAYS = [90, 365] as const;

export interface Periods {
  readonly now: Stated<TimeRange>;
  readonly before: Stated<TimeRange>;
}

const stated = (text: string, from: number, to: number): Stated<TimeRange> =>
  statedWindow({ from: 0, to: 0, range: { from: new Date(from), to: new Date(to) }, text });

/**
 * Stretches of time with the one before each, as long: the asked window where it has both ends and is over no later
 * than now; else the past 90 and 365 days. A window that is not over is compared up to now.
 */
export function periodsOf(window: Stated<TimeRange> | null, asOf: Date): Periods[] {
  const now = asOf.getTime();
  const { from, to } = window?.condition ?? {};
  if (window && from && from.getTime() < now) {
    const end = Math.min(to?.getTime() ?? now, now);
    const days = Math.round((end - from.getTime()) / DAY_MS);
    const isOver = to !== undefined && to.getTime() <= now;
    return [
      {
        now: isOver ? window : stated(`${window.text.replace(/ \(.*$/, '')} up to now`, from.getTime(), end),
        before: stated(`in the ${days} days before`, from.getTime() - (end - from.getTime()), from.getTime()),
      },
    ];
  }
  return USUAL_DAYS.map((days) => ({
    now: stated(`in the past ${days} days`, now - days * DAY_MS, now),
    before: stated(`in the ${days} days before`, now - 2 * days * DAY_MS, now - days * DAY_MS),
  }));
}
