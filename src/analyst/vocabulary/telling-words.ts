import { readWords, type Word } from '../read/words.ts';
import { matchLexicon } from './match-lexicon.ts';
import type { Meaning } from './meanings.ts';

const GRAMMAR: ReadonlySet<Meaning['kind']> = new Set<Meaning['kind']>([
  'filler',
  'soft',
  'and',
  'or',
  'negation',
  'reference',
  'each',
  'than',
  'both',
  'mention',
  'missing',
  'present',
  'rank',
  'weigh',
  'comparison',
  'incident',
  'continuation',
]);

/** The words of a text that say what it is about: no grammar, no general nouns, no small numbers or years. */
export function tellingWords(text: string): Word[] {
  const words = readWords(text);
  return words.filter((word, index) => {
    if (word.lower.length < 3 || /^(\d{1,2}|(19|20)\d\d)$/.test(word.lower)) return false;
    const single = matchLexicon(words, index).filter((match) => match.to === index + 1);
    return !single.some((match) => match.meanings.some(({ kind }) => GRAMMAR.has(kind)));
  });
}
