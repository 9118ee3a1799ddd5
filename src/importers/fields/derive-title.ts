import { plainText } from '../../lib/plain-text.ts';
import { shorten } from '../../lib/shorten.ts';

const MAX_CHARACTERS = 120;

/** First sentence of a text, on one line, shortened at a word; null where it has no word. */
function firstSentence(text: string): string | null {
  const line = plainText(text.slice(0, 2000));
  if (!/\p{L}{2}/u.test(line)) return null;
  // A stop before the first word ends no sentence.
  const sentence = /^.*?\p{L}{2}.*?[.!?](?=\s+[\p{Lu}"“(]|$)/u.exec(line)?.[0] ?? line;
  return shorten(sentence.replace(/\.$/, ''), MAX_CHARACTERS);
}

/** A title for a record without one: its first sentence, with the company before it where one is named. */
export function deriveTitle(text: string | null, company: string | undefined): string | null {
  const sentence = text === null ? null : firstSentence(text);
  if (sentence === null) return company ? `${company}: incident` : null;
  return company && !sentence.toLowerCase().includes(company.toLowerCase())
    ? `${company}: ${sentence}`
    : sentence;
}
