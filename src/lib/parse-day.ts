/** Midnight UTC of a day from 2000 to 2999, written `2026-01-31`; undefined where there is no such day. */
export function parseDay(text: string): Date | undefined {
  if (!/^2\d{3}-\d{2}-\d{2}$/.test(text)) return undefined;
  const midnight = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(midnight.getTime()) || dayOf(midnight) !== text ? undefined : midnight;
}

/** The day in UTC, as `2026-01-31`. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
