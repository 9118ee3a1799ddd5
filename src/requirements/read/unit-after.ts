import { stem } from '../../lib/stem.ts';
import { stopWords } from '../vocabulary/content-words.ts';
import { units } from '../vocabulary/units.ts';
import { readWords } from './words.ts';

/** What a number is a number of; `length` is how many characters of the text after it say so. */
export interface FoundUnit {
  readonly dimension: string;
  readonly factor: number;
  readonly length: number;
  readonly qualifiers: readonly string[];
}

const WORKING = /^[\s-]{0,2}(?:(business|working|calendar)[\s-])?/i;
const UNIT = /^(?:[€$£%]|[a-z]{1,12})/i;
const PER = /^\s?(?:per|\/|an?|each|every)\s?([a-z]{1,12})/i;

/** “per second”, “/day” after a unit: a rate is a dimension of its own. “Per user” is none: it belongs to the subject. */
export function rateOf(after: string): { readonly name: string; readonly length: number } {
  const per = PER.exec(after);
  const word = per?.[1]?.toLowerCase() ?? '';
  if (!per || units.get(word)?.dimension !== 'time') return { name: '', length: 0 };
  return { name: ` per ${stem(word)}`, length: per[0].length };
}

/** A unit of time, size, share or money right after a number. */
export function unitAfter(after: string): FoundUnit | null {
  const lead = WORKING.exec(after);
  const from = lead?.[0].length ?? 0;
  const name = UNIT.exec(after.slice(from))?.[0] ?? '';
  const unit = units.get(name.toLowerCase());
  const isWord = /^[a-z]$/i.test(after[from + name.length] ?? '');
  if (!unit || isWord) return null;
  const working = /business|working/i.test(lead?.[1] ?? '') ? 'working ' : '';
  const rate = rateOf(after.slice(from + name.length));
  const money = unit.dimension.startsWith('money');
  const isRate = money || unit.dimension === 'size';
  return {
    dimension: `${working}${unit.dimension}${isRate ? rate.name : ''}`,
    factor: unit.factor,
    length: from + name.length + (isRate ? rate.length : 0),
    qualifiers: [],
  };
}

const COUNTED_SINGULAR = /^(?:px|dpi|fps|people|staff|pixel|km|cm|mm|kg|lbs?|mph|kbps|mbps|gbps)$/;

/** “Exports are limited to 10 per day”: what is counted stands before the number. */
export function rateOfSubject(before: string, after: string): FoundUnit | null {
  const rate = rateOf(after);
  if (rate.name === '') return null;
  const noun = readWords(before).findLast(
    ({ lower, singular }) => singular !== lower && !stopWords.has(lower),
  );
  return noun
    ? {
        dimension: `count ${stem(noun.singular)}${rate.name}`,
        factor: 1,
        length: rate.length,
        qualifiers: [],
      }
    : null;
}

/** The noun that a number counts: the first plural of the next words, with what stands between. */
export function nounAfter(after: string, value: number): FoundUnit | null {
  const between = /^[\s-]{1,2}/.exec(after)?.[0];
  if (between === undefined) return null;
  const phrase = /^[\p{L}'’ -]+/u.exec(after.slice(between.length))?.[0] ?? '';
  const words = readWords(phrase).slice(0, 4);
  const stop = words.findIndex(({ lower }) => stopWords.has(lower));
  const run = stop < 0 ? words : words.slice(0, stop);
  const at = run.findIndex(
    ({ lower, singular }) =>
      (singular !== lower && !/(?:ss|us|is)$/.test(lower)) ||
      COUNTED_SINGULAR.test(lower) ||
      (value === 1 && lower.length > 2),
  );
  const noun = run[at];
  if (!noun || (units.has(noun.lower) && at === 0)) return null;
  const end = between.length + noun.end;
  if (/^times?$/.test(noun.lower)) return null;
  const rate = rateOf(after.slice(end));
  const dimension = `count ${stem(noun.singular)}${rate.name}`;
  return {
    dimension,
    factor: 1,
    length: end + rate.length,
    qualifiers: run.slice(0, at).map((word) => word.stem),
  };
}
