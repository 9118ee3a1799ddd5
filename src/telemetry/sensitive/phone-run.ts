/** A group of digits of what may be a phone number. */
export interface PhoneGroup {
  readonly digits: string;
  /** What stands between the group before and this one; empty for the first. */
  readonly separator: string;
  readonly end: number;
}

const MAX_GROUPS = 8;
const FIRST_GROUP = /\(?\+?\(?(\d{1,20})/y;
const NEXT_GROUP = /([ \u00a0\u2009\u202f.\-\u2011]| ?\( ?| ?\)[ \-/]?| ?\/ ?)(\d{1,20})/y;

/** A group before a letter, or at the beginning of a time, a share or a date, is no part of a number. */
const OTHER_THING = new RegExp(
  [
    '_|(?!(?:x|ext\\.?) ?\\d)\\p{L}|:\\d|[.,]\\d{1,9}[\\p{L}%]',
    '(?<=(?:19|20)\\d\\d)-[01]\\d(?:-[0-3]\\d)?(?!\\d)',
    '(?<=(?<!\\d)\\d\\d)[ ./-]\\d\\d[ ./-](?:19|20)\\d\\d(?!\\d)',
  ].join('|'),
  'uy',
);

/** The groups of digits from `start` on, where a plus or a bracket may stand, as far as they go together. */
export function readPhoneRun(text: string, start: number): PhoneGroup[] {
  const groups: PhoneGroup[] = [];
  let end = start;
  while (groups.length < MAX_GROUPS) {
    const pattern = groups.length === 0 ? FIRST_GROUP : NEXT_GROUP;
    pattern.lastIndex = end;
    const match = pattern.exec(text);
    if (match === null) break;
    end += match[0].length;
    OTHER_THING.lastIndex = end;
    if (OTHER_THING.test(text)) break;
    groups.push({ digits: match.at(-1) ?? '', separator: groups.length === 0 ? '' : (match[1] ?? ''), end });
  }
  return groups;
}

export const countDigits = (groups: readonly PhoneGroup[]): number =>
  groups.reduce((total, { digits }) => total + digits.length, 0);

/** As many groups from the first on as have `most` digits together. */
export function firstGroups(groups: readonly PhoneGroup[], most: number): readonly PhoneGroup[] {
  let count = groups.length;
  while (count > 0 && countDigits(groups.slice(0, count)) > most) count--;
  return groups.slice(0, count);
}
