import { sayNumber } from '../analyst/phrase/say.ts';
import { shorten } from '../lib/shorten.ts';

/** A title of somebody's words, in quotation marks. */
export const quoteTitle = (title: string): string => `“${shorten(title, 120)}”`;

/** "once", "twice", "7 times". */
export function sayTimes(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${sayNumber(count)} times`;
}

/** "12.5 %", and a small one to its first digit: "0.003 %". */
export function sayShare(share: number): string {
  const percent = share * 100;
  const shown =
    percent >= 1 || percent === 0 ? sayNumber(percent) : Number(percent.toPrecision(1)).toString();
  return percent > 0 && percent < 1e-6 ? 'less than 0.000001 %' : `${shown} %`;
}

/** As arithmetic keeps it: to so many significant digits. */
export const rounded = (value: number, digits = 4): number => Number(value.toPrecision(digits));
