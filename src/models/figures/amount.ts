import { type Decimal, decimalOf, keyOf, shifted, times } from './decimal.ts';
import type { Figure } from './figure.ts';

/** A number with what stands beside it. */
export interface Amount {
  readonly start: number;
  readonly end: number;
  /** What it may mean, likeliest first: `3,5` is 3.5, or 3 and 5. */
  readonly meanings: readonly (readonly Decimal[])[];
  /** Numbers that stand in it besides: the 40 of "40 million". */
  readonly within?: readonly Decimal[];
  /** Nanoseconds of the unit of time behind it. */
  readonly unit?: bigint;
  /** True for "an hour", "one of them": told by habit more than by count, and never asked for. */
  readonly isCasual?: boolean;
  /** The 22 of "on the 22nd". */
  readonly isOrdinal?: boolean;
  /** Digits of a step, an item or a ticket: `step 3`. */
  readonly label?: string;
}

export const lengthKey = (nanoseconds: Decimal): string => `length:${keyOf(nanoseconds)}`;

export const ONE = decimalOf('1');
/** What "and a half" adds. */
export const HALF = decimalOf('0.5');

/** What a fraction in one sign adds. */
export const QUARTERS: ReadonlyMap<string, Decimal> = new Map([
  ['¼', decimalOf('0.25')],
  ['½', HALF],
  ['¾', decimalOf('0.75')],
]);

/** How long it is, where it has a unit of time. */
export function lengthOf({ meanings, unit }: Amount): Decimal | undefined {
  const value = meanings[0]?.[0];
  return unit === undefined || value === undefined ? undefined : times(value, unit);
}

const MINUTE_NS = 60_000_000_000n;
const MILLION = 6;

/** `5m` is five minutes, or five million. */
function millions({ meanings, unit }: Amount): Decimal[] {
  const value = meanings[0]?.[0];
  return unit === MINUTE_NS && value ? [shifted(value, MILLION)] : [];
}

const withPrefix = (prefix: string, values: readonly string[]): string[] =>
  values.map((value) => prefix + value);

/**
 * A length of time stands where an equal length does, or its number without any unit of time; "90 hours" does not stand
 * in "90 minutes". Any other number stands where its value does, whatever is counted.
 */
export function figureOf(amount: Amount): Figure {
  const { start, end, within = [], isCasual = false, isOrdinal = false, label } = amount;
  const meanings = amount.meanings.map((numbers) => numbers.map(keyOf));
  const values = meanings.flat();
  const numbers = withPrefix('n:', [...values, ...within.map(keyOf)]);
  const length = lengthOf(amount);
  if (length === undefined) {
    const places = isOrdinal ? withPrefix('nth:', values) : [];
    const labels = label === undefined ? [] : [`label:${label}`];
    const needs = meanings.map((meaning) => withPrefix('n:', meaning));
    if (isOrdinal) needs.push(places);
    if (label !== undefined) needs.push(labels);
    const gives = [...numbers, ...withPrefix('bare:', values), ...places, ...labels];
    return { start, end, needs: isCasual ? [] : needs, gives };
  }
  const powers = withPrefix('n:', millions(amount).map(keyOf));
  const needs = [
    [lengthKey(length)],
    ...meanings.map((meaning) => withPrefix('bare:', meaning)),
    ...powers.map((key) => [key]),
  ];
  return { start, end, needs: isCasual ? [] : needs, gives: [lengthKey(length), ...numbers, ...powers] };
}
