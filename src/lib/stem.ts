import porter2 from 'wink-porter2-stemmer';

const seen = new Map<string, string>();
const MOST_REMEMBERED = 50_000;
/** What is longer is no word, and takes time that grows with the square of its length. */
const LONGEST_WORD = 60;

/** The English (Porter 2) stem of a lower-case word, the same algorithm as the store's text search uses. */
export function stem(word: string): string {
  if (word.length > LONGEST_WORD) return word;
  const known = seen.get(word);
  if (known !== undefined) return known;
  const result = /^[a-z']+$/.test(word) ? porter2(word) : word;
  if (seen.size >= MOST_REMEMBERED) seen.clear();
  seen.set(word, result);
  return result;
}
