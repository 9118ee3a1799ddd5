import { stem } from '../../lib/stem.ts';
import { cleanTitle } from './clean-title.ts';

const FEWEST_CHARACTERS = 8;
const MOST_CHARACTERS = 110;
/** Words that join others, and claim nothing. */
const JOINING = new Set(
  'a an the of in on at to for from by with without after before during while when because as and or but not is are was were be been it its their that which no'
    .split(' ')
    .map(stem),
);

const wordsOf = (text: string): string[] =>
  [...text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => stem(word));

/** A title that a model gave, on one line; null where it says a word or a number that no member's text has. */
export function foundedTitle(given: string, texts: readonly string[]): string | null {
  const title = cleanTitle(given.replace(/\s+/g, ' ').replace(/^["“'\s]+|["”'.\s]+$/g, ''));
  if (title.length < FEWEST_CHARACTERS || title.length > MOST_CHARACTERS) return null;
  const known = new Set(texts.flatMap(wordsOf));
  return wordsOf(title).every((word) => JOINING.has(word) || known.has(word)) ? title : null;
}
