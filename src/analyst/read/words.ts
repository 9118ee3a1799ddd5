import { stem } from '../../lib/stem.ts';
import { irregularWords } from '../vocabulary/irregular-words.ts';

/** One word of a question. Parts of `kube-proxy` are words of their own, the later ones `joined` to the one before. */
export interface Word {
  readonly text: string;
  readonly lower: string;
  readonly stem: string;
  /** Without a plural ending; names are matched by it, because a stem would make "resolves" the name "resolved". */
  readonly singular: string;
  /** Offsets in the question; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly joined: boolean;
}

const WORD = /[\p{L}\p{N}]+(?:[.'’][\p{L}\p{N}]+)*|%/gu;
const JOINER = /^[-_/:@#+]$/;

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** Splits text into words; punctuation falls away, a possessive `'s` too. */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const bare = match[0].replace(/['’]s$/iu, '');
    const lower = bare.toLowerCase().replaceAll('’', "'");
    const previous = words.at(-1);
    const between = previous ? text.slice(previous.end, match.index) : ' ';
    words.push({
      text: bare,
      lower,
      stem: stem(irregularWords.get(lower) ?? lower),
      singular: singular(lower),
      start: match.index,
      end: match.index + bare.length,
      joined: JOINER.test(between),
    });
  }
  return words;
}

/** The stems of a text's words, each once. */
export const stemsOf = (text: string): Set<string> => new Set(readWords(text).map((word) => word.stem));
