import type { Moment } from '../../core/incident.ts';

const MINUTES_PER_DAY = 1440;

const count = (number: number, unit: string): string => `${number} ${unit}${number === 1 ? '' : 's'}`;

/** Groups of three digits, at most one decimal: "5,840", "74.5". */
export function sayNumber(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** A length of time in minutes, with days and hours beside it where there are any: "5,840 minutes (4 days 1 hour 20 minutes)". */
export function sayMinutes(minutes: number): string {
  if (minutes > 0 && minutes < 1) return `${sayNumber(minutes * 60)} seconds`;
  const plain = `${sayNumber(minutes)} minute${minutes === 1 ? '' : 's'}`;
  if (minutes < 60) return plain;
  const whole = Math.round(minutes);
  const parts = [
    [Math.floor(whole / MINUTES_PER_DAY), 'day'],
    [Math.floor((whole % MINUTES_PER_DAY) / 60), 'hour'],
    [whole % 60, 'minute'],
  ] as const;
  const spelled = parts.filter(([number]) => number > 0).map(([number, unit]) => count(number, unit));
  return `${plain} (${spelled.join(' ')})`;
}

/** A date to the precision that is known: "2021-03-31 12:06 UTC", "2021-03-31", "March 2021", "2021". */
export function sayMoment(moment: Moment): string {
  const iso = moment.at.toISOString();
  if (moment.precision === 'minute') return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
  if (moment.precision === 'day') return iso.slice(0, 10);
  if (moment.precision === 'year') return iso.slice(0, 4);
  return moment.at.toLocaleString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** "1 incident", "23 incidents". */
export const sayIncidents = (number: number): string =>
  `${number.toLocaleString('en-US')} incident${number === 1 ? '' : 's'}`;

/** "a, b and c". */
export function sayList(items: readonly string[], last = 'and'): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
