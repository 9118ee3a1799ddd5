import { type Amount, HALF, QUARTERS } from './amount.ts';
import {
  isAmbiguousMagnitude,
  isJoinedUnit,
  isOrdinal,
  isTermAfterNumber,
  joinedMagnitudes,
  magnitudes,
  timeUnit,
} from './amount-words.ts';
import { behindNumber } from './behind-number.ts';
import { type Decimal, decimalOf, plus, shifted } from './decimal.ts';
import { type Reader, without } from './figure.ts';
import { joinLengths } from './join-lengths.ts';
import { isLabelled } from './label-before.ts';
import { readSpelled } from './read-spelled.ts';

const THIN = '\\u00a0\\u2009\\u202f';
const THIN_BLANK = new RegExp(`[${THIN}]`);
/** Grouped by commas, points before a decimal comma, thin blanks, other signs or lakhs; a decimal comma; plain. */
const WHOLE = [
  '\\d{1,3}(?:,\\d{3}){1,12}',
  '\\d{1,3}(?:\\.\\d{3}){1,12},\\d{1,2}',
  `\\d{1,3}(?:[${THIN}]\\d{3}){1,12}`,
  "\\d{1,3}(?:['’_]\\d{3}){1,12}",
  '\\d{1,2}(?:,\\d{2}){1,6},\\d{3}',
  '\\d{1,12},\\d{1,2}(?!,\\d)',
  '\\d{1,40}',
].join('|');
const NUMBER = new RegExp(
  `(?=[\\d.])(?<![\\p{L}\\p{N}])(?:(?<whole>${WHOLE})(?!\\d)(?<fraction>\\.\\d{1,40}(?!\\d))?|(?<![.)\\]])(?<point>\\.\\d{1,40}))` +
    '(?<quarter>[¼½¾])?(?:e(?<power>[+-]?\\d{1,2}))?(?<suffix>[%‰×]|°\\p{L}?|\\p{L}{1,12})?(?![\\p{L}\\p{N}])',
  'gu',
);

type Meanings = readonly (readonly Decimal[])[];

/** What `5,840`, `5.840,50` or `3,5` may mean. */
function meaningsOf(whole: string, fraction: string): Meanings {
  if (/^[\d.]+,\d{1,2}$/.test(whole)) {
    const pointed = decimalOf(whole.replaceAll('.', '').replace(',', '.'));
    return whole.includes('.') ? [[pointed]] : [[pointed], whole.split(',').map(decimalOf)];
  }
  const value = decimalOf((whole + fraction).replace(/[^\d.]/g, ''));
  return THIN_BLANK.test(whole) ? [[value], (whole + fraction).split(THIN_BLANK).map(decimalOf)] : [[value]];
}

const raised = (meanings: Meanings, power: number): Meanings =>
  meanings.map((numbers) => numbers.map((number) => shifted(number, power)));

/** The numbers with everything that is written behind them: powers of ten, quarters. */
function wholeMeanings(
  written: Meanings,
  groups: Groups,
  next: { power?: number; hasHalf: boolean },
): Meanings {
  const { quarter = '', power = '0', suffix = '' } = groups;
  const magnitude = next.power ?? joinedMagnitudes.get(suffix) ?? magnitudes.get(suffix.toLowerCase()) ?? 0;
  const more = QUARTERS.get(quarter) ?? (next.hasHalf ? HALF : undefined);
  const plain = more
    ? written.map(([first, ...rest]) => (first ? [plus(first, more), ...rest] : []))
    : written;
  const raise = Number(power) + magnitude;
  const meanings = raise === 0 ? plain : raised(plain, raise);
  return isAmbiguousMagnitude(suffix) ? [...meanings, ...plain] : meanings;
}

type Groups = Readonly<Record<string, string | undefined>>;

function amountOf(match: RegExpExecArray, text: string): Amount | null {
  const { groups = {}, index: start } = match;
  const { whole = '0', point, fraction = '', suffix = '' } = groups;
  const joined = timeUnit(suffix);
  if (suffix !== '' && joined === undefined && !isJoinedUnit(suffix)) return null;
  const end = start + match[0].length;
  const next = joined === undefined ? behindNumber(text, end) : { length: 0, hasHalf: false };
  const written = meaningsOf(whole, point ?? fraction);
  const meanings = wholeMeanings(written, groups, next);
  const unit = joined ?? next.unit;
  return {
    start,
    end: end + next.length,
    meanings,
    ...(meanings === written ? {} : { within: written.flat() }),
    isCasual: isTermAfterNumber(text.slice(end, end + 16)),
    isOrdinal: isOrdinal(suffix),
    ...(unit === undefined ? {} : { unit }),
    ...(isLabelled(text, start) ? { label: (whole + fraction).replace(/^0+(?=\d)/, '') } : {}),
  };
}

/** Numbers in digits and in words, with units of time and without. */
export const readAmounts: Reader = (text) => {
  const inDigits = [...text.matchAll(NUMBER)].map((match) => amountOf(match, text));
  const found = [...inDigits.filter((amount) => amount !== null), ...readSpelled(text)];
  const amounts: Amount[] = [];
  for (const amount of found.sort((one, other) => one.start - other.start))
    if (amount.start >= (amounts.at(-1)?.end ?? 0)) amounts.push(amount);
  return without(text, joinLengths(amounts, text));
};
