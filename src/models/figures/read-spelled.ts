import { type Amount, HALF, ONE } from './amount.ts';
import {
  isTermAfterNumber,
  magnitudeNames,
  spelledBelowHundred,
  spelledPlaces,
  spelledValue,
  timeUnitNames,
} from './amount-words.ts';
import { behindNumber } from './behind-number.ts';
import { type Decimal, decimalOf, plus, shifted } from './decimal.ts';
import { isLabelled } from './label-before.ts';

const SPELLED = new RegExp(
  `(?<![\\p{L}\\p{N}'’-])(?:(?<hundreds>${spelledBelowHundred}|an?)[ -]hundred(?:[ -](?:and )?(?<rest>${spelledBelowHundred}))?` +
    `|(?<small>${spelledBelowHundred})|(?<half>half(?:[ -]an?)?)|(?<article>an?)(?=[ -](?:${magnitudeNames}|${timeUnitNames})(?![\\p{L}\\p{N}]))|(?<none>none)` +
    `|(?<place>${[...spelledPlaces.keys()].join('|')}))(?![\\p{L}\\p{N}'’])`,
  'giu',
);

/** A blank and a unit that is no single letter: "a min", not "a d". */
const SHORTEST_UNIT = 4;

const numberOf = (value: number): Decimal => decimalOf(String(value));

const hundreds = (count: string, rest: string | undefined): Decimal => {
  const value = /^an?$/i.test(count) ? 1 : spelledValue(count);
  return numberOf(value * 100 + (rest === undefined ? 0 : spelledValue(rest)));
};

function valueIn(groups: Readonly<Record<string, string | undefined>>): Decimal {
  const { hundreds: count, rest, small, half, place } = groups;
  if (count !== undefined) return hundreds(count, rest);
  if (small !== undefined) return numberOf(spelledValue(small));
  if (half !== undefined) return HALF;
  if (place !== undefined) return numberOf(spelledPlaces.get(place.toLowerCase()) ?? 0);
  return groups.none === undefined ? ONE : numberOf(0);
}

function amountOf(match: RegExpExecArray, text: string): Amount | null {
  const { groups = {}, index: start } = match;
  const next = behindNumber(text, start + match[0].length);
  const { article, half, none, place } = groups;
  if (article !== undefined && next.length < SHORTEST_UNIT) return null;
  if (half !== undefined && next.unit === undefined) return null;
  const end = start + match[0].length + (place === undefined ? next.length : 0);
  const value = valueIn(groups);
  const raised = shifted(value, next.power ?? 0);
  const meaning = next.hasHalf ? plus(raised, shifted(HALF, next.power ?? 0)) : raised;
  const isOne = value.digits === 1n && value.scale === 0 && !next.hasHalf && next.power === undefined;
  const isTerm = isTermAfterNumber(text.slice(end, end + 16)) || (value.digits === 0n && text[end] === '-');
  return {
    start,
    end,
    meanings: [[meaning]],
    within: article === undefined ? [value] : [],
    isCasual: isOne || isTerm || none !== undefined || place !== undefined,
    isOrdinal: place !== undefined,
    ...(next.unit === undefined || place !== undefined ? {} : { unit: next.unit }),
    ...(isLabelled(text, start) ? { label: String(value.digits) } : {}),
  };
}

/**
 * Numbers in words: "three", "twenty-one", "a hundred", "two and a half hours". "One", "an hour" and places in a row say
 * little and are never asked for, nor are "zero-downtime" and "two-factor"; "zero" alone is.
 */
export const readSpelled = (text: string): Amount[] =>
  [...text.matchAll(SPELLED)].map((match) => amountOf(match, text)).filter((amount) => amount !== null);
