import type { Moment } from '../core/incident.ts';

/** Both moments known to the minute and in order: the time between them in minutes, else null. Equal ones state no length. */
export function minutesBetween(start: Moment | null, end: Moment | null): number | null {
  if (start?.precision !== 'minute' || end?.precision !== 'minute') return null;
  const minutes = (end.at.getTime() - start.at.getTime()) / 60_000;
  return minutes > 0 ? Math.round(minutes * 1000) / 1000 : null;
}

/** Minutes from start to detection. The same minute means that it was seen at once. */
export function minutesUnseen(start: Moment | null, detected: Moment | null): number | null {
  const exact = start?.precision === 'minute' && detected?.precision === 'minute';
  return exact && start.at.getTime() === detected.at.getTime() ? 0 : minutesBetween(start, detected);
}
