import { stopWords } from '../vocabulary/content-words.ts';
import { periods, units } from '../vocabulary/units.ts';
import { interval, NEAR_CHARACTERS, type Quantity } from './quantity.ts';
import type { Word } from './words.ts';

const EVERY = /^(?:every|each|once (?:every|an?|per|each)|per)$/;

/** “daily”, “every 5 minutes”, “once a day”: how long from one time to the next. */
export function periodsIn(text: string, words: readonly Word[], amounts: readonly Quantity[]): Quantity[] {
  const found: Quantity[] = [];
  const add = (seconds: number, start: number, end: number): void => {
    const before = text.slice(Math.max(0, start - NEAR_CHARACTERS), start);
    // “At least every hour” leaves at most an hour between two times.
    const bound = /\bat least\s*$/i.test(before) ? 'most' : 'exact';
    found.push({ ...interval('period', seconds, bound), qualifiers: [], start, end });
  };
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    const named = periods.get(word.lower);
    const closes =
      next === undefined || stopWords.has(next.lower) || /^\s*[.,;:()]/.test(text.slice(word.end));
    if (named !== undefined && closes) add(named, word.start, word.end);
    const phrase = word.lower === 'once' ? `once ${next?.lower ?? ''}` : word.lower;
    const unit = words[at + (word.lower === 'once' ? 2 : 1)];
    const seconds = unit && units.get(unit.lower);
    if (unit && EVERY.test(phrase) && phrase !== 'per' && seconds?.dimension === 'time')
      add(seconds.factor, word.start, unit.end);
    const amount = amounts.find(({ start }) => start > word.start && start - word.end <= 2);
    if (amount?.dimension === 'time' && /^(?:every|each)$/.test(word.lower))
      add(amount.high, word.start, amount.end);
  }
  return found;
}
