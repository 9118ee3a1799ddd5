import { distance } from 'fastest-levenshtein';
import { LONGEST_PHRASE, lexicon } from './lexicon.ts';
import type { Meaning } from './meanings.ts';
import type { Word } from './words.ts';

interface PhraseMatch {
  readonly to: number;
  readonly meanings: readonly Meaning[];
}

const WITHIN_PHRASE = /^[\s-]*$/;

/** The longest phrase of the lexicon that begins at a word. */
export function longestPhrase(text: string, words: readonly Word[], from: number): PhraseMatch | undefined {
  let phrase = '';
  let found: PhraseMatch | undefined;
  for (let to = from + 1; to <= words.length && to - from <= LONGEST_PHRASE; to++) {
    const [word, before] = [words[to - 1], words[to - 2]];
    if (!word) break;
    if (to > from + 1 && before && !WITHIN_PHRASE.test(text.slice(before.end, word.start))) break;
    phrase = phrase === '' ? word.lower : `${phrase} ${word.lower}`;
    const meanings = lexicon.get(phrase);
    if (meanings) found = { to, meanings };
  }
  return found;
}

const SHORTEST_MISSPELT = 6;
const LENGTH_FOR_LOST_LETTER = 7;
const MEANT: ReadonlySet<Meaning['kind']> = new Set<Meaning['kind']>(['verb', 'role', 'noun', 'field']);

const spelled = [...lexicon].filter(
  ([phrase, meanings]) =>
    !phrase.includes(' ') &&
    phrase.length >= SHORTEST_MISSPELT &&
    meanings.some(({ kind }) => MEANT.has(kind)),
);

/** What a misspelt word of the grammar says, such as “pubishes”; undefined where it is none. */
export function misspeltPhrase(word: string): readonly Meaning[] | undefined {
  if (word.length < SHORTEST_MISSPELT || word.length > 20) return undefined;
  const near = spelled.find(([phrase]) => phrase[0] === word[0] && isNear(word, phrase));
  return near?.[1];
}

function isNear(word: string, phrase: string): boolean {
  if (Math.abs(word.length - phrase.length) > 1) return false;
  const edits = distance(word, phrase);
  // Another letter makes another word: “carrier” is not “carries”.
  if (edits === 1) return word.length !== phrase.length && word.length >= LENGTH_FOR_LOST_LETTER;
  const isSameLetters = [...word].sort().join('') === [...phrase].sort().join('');
  return edits === 2 && isSameLetters;
}
