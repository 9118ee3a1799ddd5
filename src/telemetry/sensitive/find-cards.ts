import type { Span } from './span.ts';

/** First digits and lengths by which issuers number their cards. */
const ISSUERS: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:6011|64[4-9]|65|622)/, [16, 19]],
  [/^3(?:0[0-5]|095|[689])/, [14, 16]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^(?:62|220[0-4])/, [16, 17, 18, 19]],
  [/^(?:50(?:18|20|38)|5893|6304|6759|676[1-3])/, [13, 14, 15, 16, 17, 18, 19]],
];
const MIN_DIGITS = 13;
const MAX_DIGITS = 19;
const MAX_GROUPS = 6;
/** People write cards in groups of at least that many digits; the last one may be shorter. */
const MIN_GROUP_DIGITS = 3;

const DIGITS = /\d+/g;
/** Most texts hold no such run, and need no second look. */
const ENOUGH_DIGITS = /\d(?:[ \u00a0\u202f\u2011-]?\d){12}/;
const SEPARATORS: readonly string[] = [' ', '-', '\u00a0', '\u202f', '\u2011'];

/** Finds card numbers: 13–19 digits with the first digits of an issuer and the right check digit. */
export function findCards(text: string): Span[] {
  if (!ENOUGH_DIGITS.test(text)) return [];
  const groups = Array.from(text.matchAll(DIGITS), ({ 0: digits, index }) => ({ digits, start: index }));
  const found: Span[] = [];
  for (let first = 0; first < groups.length; first++) {
    const start = groups[first]?.start ?? 0;
    if (start < (found.at(-1)?.end ?? 0) || !standsFree(text, start)) continue;
    const end = cardEnd(text, groups.slice(first, first + MAX_GROUPS));
    if (end !== undefined) found.push({ start, end });
  }
  return found;
}

type Group = { readonly digits: string; readonly start: number };

/** Where the card ends that begins with the first group. */
function cardEnd(text: string, groups: readonly Group[]): number | undefined {
  let digits = '';
  let end = groups[0]?.start ?? 0;
  let separator: string | undefined;
  for (const group of groups) {
    const between = text.slice(end, group.start);
    if (digits !== '') {
      separator ??= between;
      if (between !== separator || !SEPARATORS.includes(between)) return undefined;
    }
    digits += group.digits;
    end = group.start + group.digits.length;
    if (digits.length > MAX_DIGITS) return undefined;
    if (isCardNumber(digits) && endsFree(text, end)) return end;
    if (group.digits.length < MIN_GROUP_DIGITS) return undefined;
  }
  return undefined;
}

/** Not inside a word, a name with dashes, a fraction or a longer number. */
const standsFree = (text: string, start: number): boolean =>
  !/[\p{L}\p{N}_.+]$|[\p{L}\p{N}_]-$/u.test(text.slice(Math.max(0, start - 2), start));

const endsFree = (text: string, end: number): boolean =>
  !/^(?:[\p{L}\p{N}_]|[.-][\p{L}\p{N}_])/u.test(text.slice(end, end + 3));

function isCardNumber(digits: string): boolean {
  if (digits.length < MIN_DIGITS) return false;
  const isIssued = ISSUERS.some(
    ([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits),
  );
  return isIssued && hasCheckDigit(digits);
}

/** The check of Luhn: from the right, every second digit counts double. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (const [place, digit] of [...digits].reverse().entries()) {
    const counted = Number(digit) * (place % 2 === 1 ? 2 : 1);
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}
