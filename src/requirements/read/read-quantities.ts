import { roundWordNumbers } from '../../lib/word-numbers.ts';
import { stopWords } from '../vocabulary/content-words.ts';
import { magnitudes, numberedThings, periods, units } from '../vocabulary/units.ts';
import { boundOf } from './bound-of.ts';
import { interval, NEAR_CHARACTERS, type Quantity } from './quantity.ts';
import { readDates } from './read-dates.ts';
import { periodsIn } from './read-periods.ts';
import { type FoundUnit, nounAfter, rateOf, rateOfSubject, unitAfter } from './unit-after.ts';
import type { Word } from './words.ts';

const NUMBER =
  /(?<![\p{L}\d.,_/#-])([$€£]\s?)?(\d{1,12}(?:[.,]\d{1,9}){0,4})(?:\s?(?:-|–|to)\s?(\d{1,12}(?:[.,]\d{1,9}){0,2})(?![\d/-]))?/gu;
const WORD_NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries({ ...roundWordNumbers, hundred: 100 }),
);

const numberOf = (text: string): number => {
  const thousands = /^\d{1,3}(?:[.,]\d{3})+$/.test(text) && !/^0/.test(text);
  return Number(thousands ? text.replace(/[.,]/g, '') : text.replace(',', '.'));
};

function magnitudeAfter(after: string): { readonly factor: number; readonly length: number } {
  const match = /^\s?(k|m|bn|thousand|million|billion|hundred)(?![a-z])/i.exec(after);
  const name = match?.[1] ?? '';
  const factor = magnitudes.get(name.toLowerCase());
  // A lone “m” is mostly a unit: minutes or metres.
  if (!match || factor === undefined || name === 'm') return { factor: 1, length: 0 };
  return { factor, length: match[0].length };
}

const BETWEEN = /\bbetween\s*$/i;
const LAST_WORD = /([\p{L}]+)[\s-]*$/u;
const isName = (before: string): boolean =>
  numberedThings.has((LAST_WORD.exec(before)?.[1] ?? '').toLowerCase());

interface Amount {
  readonly start: number;
  readonly end: number;
  readonly values: readonly number[];
  readonly currency: string;
}

function quantityOf(text: string, amount: Amount): Quantity | null {
  const before = text.slice(Math.max(0, amount.start - NEAR_CHARACTERS), amount.start);
  if (amount.currency === '' && isName(before)) return null;
  const tail = text.slice(amount.end, amount.end + NEAR_CHARACTERS);
  const magnitude = magnitudeAfter(tail);
  const after = tail.slice(magnitude.length);
  const currency = units.get(amount.currency);
  const first = (amount.values[0] ?? 0) * magnitude.factor;
  const rate = currency ? rateOf(after) : { name: '', length: 0 };
  const found: FoundUnit | null = currency
    ? { dimension: currency.dimension + rate.name, factor: 1, length: rate.length, qualifiers: [] }
    : (unitAfter(after) ?? nounAfter(after, first) ?? rateOfSubject(before, after));
  if (!found) return null;
  const end = amount.end + magnitude.length + found.length;
  const values = amount.values.map((value) => value * magnitude.factor * found.factor);
  const second = values[1];
  const and = /^\s?and\s?$/i.test(before.slice(-4)) && /\bbetween\b/i.test(before);
  if (second !== undefined || and || BETWEEN.test(before))
    return { ...found, ...rangeOf(values[0] ?? 0, second), start: amount.start, end };
  const behind = text.slice(end, end + NEAR_CHARACTERS);
  const stated = boundOf(before, behind, found.dimension);
  // “Up to 24 hours before” leaves at least as long.
  const bound =
    stated === 'most' && /^\s?(?:before|prior|in advance|ahead)\b/i.test(behind) ? 'least' : stated;
  return {
    ...interval(found.dimension, values[0] ?? 0, bound),
    qualifiers: found.qualifiers,
    start: amount.start,
    end,
  };
}

/** Of “between 2 and 5 seconds” only the end that has the unit is known. */
const rangeOf = (first: number, second: number | undefined): Pick<Quantity, 'low' | 'high' | 'bound'> => ({
  low: second === undefined ? -Infinity : first,
  high: second ?? first,
  bound: 'range',
});

function amountsIn(text: string, words: readonly Word[]): Amount[] {
  const digits = [...text.matchAll(NUMBER)].map((match): Amount => {
    const values = [match[2], match[3]].filter((value) => value !== undefined).map(numberOf);
    return {
      start: match.index,
      end: match.index + match[0].length,
      values,
      currency: match[1]?.trim() ?? '',
    };
  });
  const spelled = words.flatMap(({ lower, start, end }, at): Amount[] => {
    const value = WORD_NUMBERS.get(lower);
    const next = words[at + 1]?.lower ?? '';
    const article = lower === 'a' || lower === 'an' || lower === 'half';
    const counts = article ? /^(?:minute|hour|day|week|month|year)$/.test(next) : !stopWords.has(next);
    const isHalf = article && words[at - 1]?.lower === 'half';
    return value === undefined || !counts || isHalf ? [] : [{ start, end, values: [value], currency: '' }];
  });
  return [...digits, ...spelled].sort((a, b) => a.start - b.start);
}

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

/** Without one of these no amount, period or date can be there. */
const MAY_HOLD_AMOUNT = new RegExp(
  `\\d|\\b(?:${[...WORD_NUMBERS.keys(), ...periods.keys()].filter((word) => word.length > 2).join('|')}|every|each|once)\\b` +
    '|\\ban? (?:minute|hour|day|week|month|year)|\\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)',
  'i',
);

/** Amounts with a unit or a counted noun, how often, and dates. Offsets are those of `text`. Linear in the text. */
export function readQuantities(text: string, words: readonly Word[]): Quantity[] {
  if (!MAY_HOLD_AMOUNT.test(text)) return [];
  const dates = readDates(text);
  const amounts = amountsIn(text, words)
    .filter((amount) => !dates.some((date) => overlaps(date, amount)))
    .map((amount) => quantityOf(text, amount))
    .filter((quantity) => quantity !== null);
  const often = periodsIn(text, words, amounts);
  const plain = amounts.filter((amount) => !often.some((period) => overlaps(period, amount)));
  const dated = dates.map(({ start, end, from, to, hasYear }): Quantity => {
    const bound = boundOf(text.slice(Math.max(0, start - NEAR_CHARACTERS), start), '', 'date');
    const low = bound === 'most' ? -Infinity : from;
    const dimension = hasYear ? 'date' : 'day of year';
    return { dimension, bound, low, high: bound === 'least' ? Infinity : to, qualifiers: [], start, end };
  });
  return [...plain, ...often, ...dated].sort((a, b) => a.start - b.start);
}
