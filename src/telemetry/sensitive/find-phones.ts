import { countDigits, firstGroups, type PhoneGroup, readPhoneRun } from './phone-run.ts';
import { type Finder, findPattern, joinSpans, type Span } from './span.ts';

/** `+49 30 901820`, `(+1) 415…` */
const PLUS = /(?<![\p{L}\p{N}_+])\(?\+\(?(?=[1-9])/gu;
/** `0049 30 901820` */
const DOUBLE_ZERO = /(?<![\p{L}\p{N}_.,:#/+-])00(?=[1-9])/gu;
/** `030 901820`, `(0171) 1234567` */
const ZERO = /(?<![\p{L}\p{N}_.#/+-]|\d[:,])\(?0(?=[1-9])/gu;
/** `Phone: 4155552671`, `"phone_number": "…`: only behind such a name digits alone are a number. */
const LABEL =
  /(?<=(?<![A-Za-z0-9])(?:tele(?:phone|fon)|tel|phone|mobile|cell|fax|whatsapp)\.?(?:[ _-]?(?:no|nr|number)\.?)?["'*\\]{0,3}[ \t]{0,4})[:=][*]{0,2}[ \t]{0,4}["'\\]{0,2}(?=\(?\+?\(?\d)/gi;

const BEFORE_NORTH_AMERICAN = '(?<![\\p{L}\\p{N}_.#/+-]|\\d:)';
const BEHIND_NORTH_AMERICAN = '(?![\\p{N}_]|(?!x|ext)\\p{L}|[.:-]\\d)';
/** `(415) 555-2671`, `1-415-555-2671`, `415.555.2671` */
const NORTH_AMERICAN = new RegExp(
  `${BEFORE_NORTH_AMERICAN}(?:(?:1[ .-]?)?\\([2-9]\\d{2}\\)[ -]?[2-9]\\d{2}[ .-]` +
    `|(?:1[ .-])?[2-9]\\d{2}(?:-[2-9]\\d{2}-|\\.[2-9]\\d{2}\\.))\\d{4}${BEHIND_NORTH_AMERICAN}`,
  'gu',
);
/** `415 555 2671`, unless it stands in a row of numbers or begins as no area code does. */
const NORTH_AMERICAN_SPACED = new RegExp(
  `${BEFORE_NORTH_AMERICAN}(?<!\\d[ ,\\t])(?:1 )?(?!\\d11)(?:[2-9]\\d[1-9]|[2-9][1-9]0|[89]00) (?!\\d11)[2-9]\\d{2} \\d{4}` +
    `${BEHIND_NORTH_AMERICAN}(?![ ,\\t]\\d)`,
  'gu',
);

/** Digits of a number with its country, without those that dial out of one. */
const MIN_INTERNATIONAL_DIGITS = 8;
const MAX_INTERNATIONAL_DIGITS = 15;
const MIN_NATIONAL_DIGITS = 9;
const MAX_NATIONAL_DIGITS = 12;
const MIN_LABELLED_DIGITS = 7;
/** North America (1), and Russia and Kazakhstan (7), have numbers of one length only. */
const FIXED_LENGTH = /^[17]/;
const FIXED_DIGITS = 11;

type Rule = (groups: readonly PhoneGroup[], text: string, start: number) => readonly PhoneGroup[];
const NONE: readonly PhoneGroup[] = [];

/** Reads a run of digits at every place where the pattern matches; the rule gives those groups that are a number. */
const findRuns =
  (pattern: RegExp, begins: 'at match' | 'behind match', rule: Rule): Finder =>
  (text) => {
    const found: Span[] = [];
    for (const match of text.matchAll(pattern)) {
      const start = match.index + (begins === 'at match' ? 0 : match[0].length);
      if (start < (found.at(-1)?.end ?? 0)) continue;
      const end = rule(readPhoneRun(text, start), text, start).at(-1)?.end;
      if (end === undefined) continue;
      // A bracket around the whole number is none of it.
      const isOpen = text[start] === '(' && !text.slice(start, end).includes(')');
      found.push({ start: isOpen ? start + 1 : start, end });
    }
    return found;
  };

const isThousands = (groups: readonly PhoneGroup[]): boolean =>
  groups.slice(1).every(({ digits, separator }) => digits.length === 3 && separator.trim() === '') &&
  countDigits(groups) <= 9;

const isAddress = (groups: readonly PhoneGroup[]): boolean =>
  groups.length === 4 &&
  groups.slice(1).every(({ separator }) => separator === '.') &&
  groups.every(({ digits }) => digits.length <= 3);

const international: Rule = (groups) => {
  const first = groups[0]?.digits ?? '';
  if (FIXED_LENGTH.test(first)) {
    const number = firstGroups(groups, FIXED_DIGITS);
    return countDigits(number) === FIXED_DIGITS ? number : NONE;
  }
  const number = firstGroups(groups, MAX_INTERNATIONAL_DIGITS);
  const isNumber = countDigits(number) >= MIN_INTERNATIONAL_DIGITS && !isThousands(number);
  return isNumber && !/^\d*0{5}$|^20\d\d[01]\d[0-3]\d$/.test(first) ? number : NONE;
};

const afterDoubleZero: Rule = (groups, text, start) => {
  const [first, ...others] = groups;
  if (first === undefined || others.length === 0) return NONE;
  const number = international([{ ...first, digits: first.digits.slice(2) }, ...others], text, start);
  return countDigits(number) >= MIN_NATIONAL_DIGITS ? number : NONE;
};

const national: Rule = (groups, text, start) => {
  const number = firstGroups(groups, MAX_NATIONAL_DIGITS);
  const [first, second] = number;
  if (!first || !second || first.digits.length > 5 || countDigits(number) < MIN_NATIONAL_DIGITS) return NONE;
  if (number.slice(1).some(({ digits }) => digits.length === 1)) return NONE;
  const separators = number.slice(1).map(({ separator }) => separator.trim());
  if (separators.slice(1).includes('/') || isAddress(number)) return NONE;
  if (separators.includes('.') && number.length < 3) return NONE;
  if (separators.every((separator) => separator === '-') && isRangeOrAccount(number)) return NONE;
  // Numbers in a row, and bytes as a hex dump shows them, are separated by blanks as well.
  if (
    separators.every((separator) => separator === '') &&
    /\d[ \t]$/.test(text.slice(Math.max(0, start - 2), start))
  )
    return NONE;
  const isPairs = number.every(({ digits }) => digits.length === 2);
  return isPairs && (groups.length !== 5 || isInHexDump(text, number.at(-1)?.end ?? 0)) ? NONE : number;
};

/** `01000-02000`, and `0123-4567-8901` as accounts in a cloud are written. */
const isRangeOrAccount = ([first, second, ...others]: readonly PhoneGroup[]): boolean =>
  others.length === 0
    ? second?.digits[0] === '0'
    : others.length === 1 && [first, second, others[0]].every((group) => group?.digits.length === 4);

const isInHexDump = (text: string, end: number): boolean =>
  /^ [\da-f]{2}(?![\p{L}\p{N}])/iu.test(text.slice(end, end + 4));

const labelled: Rule = (groups) => {
  const number = firstGroups(groups, MAX_INTERNATIONAL_DIGITS);
  return countDigits(number) >= MIN_LABELLED_DIGITS && !isAddress(number) ? number : NONE;
};

const FINDERS: readonly Finder[] = [
  findRuns(PLUS, 'at match', international),
  findRuns(DOUBLE_ZERO, 'at match', afterDoubleZero),
  findRuns(ZERO, 'at match', national),
  findRuns(LABEL, 'behind match', labelled),
  findPattern(NORTH_AMERICAN),
  findPattern(NORTH_AMERICAN_SPACED),
];

/** Finds phone numbers as they are written between countries, and inside a country with its usual separators. */
export const findPhones = (text: string): Span[] => joinSpans(FINDERS.flatMap((find) => find(text)));
