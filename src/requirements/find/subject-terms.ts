import type { Word } from '../read/words.ts';
import { actorWords } from '../vocabulary/actor-words.ts';
import {
  conditionWords,
  generalWords,
  measureWords,
  productNouns,
  sameWords,
  stopWords,
} from '../vocabulary/content-words.ts';
import { modalWords } from '../vocabulary/modal-words.ts';

/** A content word by the key that stands for all its forms. */
export interface Term {
  readonly key: string;
  readonly words: readonly Word[];
}

const isNumber = (word: Word): boolean => /^[\d.,%]+$/.test(word.lower);

/** `FR-12`, `REQ 3`: the name of a statement, no part of its subject. */
function isLabel(words: readonly Word[], at: number): boolean {
  const next = words[at + 1];
  return (
    /^(?:fr|nfr|req|us|ac|br|uc|r|f|id)$/.test(words[at]?.lower ?? '') && next !== undefined && isNumber(next)
  );
}

/** A noun for the whole product stands right before what it does. */
const followsVerb = (words: readonly Word[], at: number): boolean =>
  modalWords.at(words, at) !== null ||
  measureWords.at(words, at) !== null ||
  /^(?:is|are|has|does|runs|works|supports|uses|costs)$/.test(words[at]?.lower ?? '');

const isOneOfMany = (word: Word | undefined): boolean => /^(?:every|each|all|any)$/.test(word?.lower ?? '');

/** The content words of a run of words, in their order; several forms and phrases have one key. */
export function termsOf(words: readonly Word[]): Term[] {
  const terms: Term[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at] as Word;
    const phrase = sameWords.at(words, at);
    const to = phrase?.to ?? at + 1;
    const isProduct = productNouns.has(word.lower) && !isOneOfMany(words[at - 1]) && followsVerb(words, to);
    const isDropped = stopWords.has(word.lower) || isNumber(word) || isLabel(words, at) || isProduct;
    if (phrase) terms.push({ key: phrase.value, words: words.slice(at, to) });
    else if (conditionWords.has(word.lower)) terms.push({ key: word.lower, words: [word] });
    else if (!isDropped && word.lower.length > 1) terms.push({ key: word.stem, words: [word] });
    at = to;
  }
  return terms;
}

export const isGeneral = ({ words }: Term): boolean =>
  words.length === 1 && generalWords.has(words[0]?.lower ?? '');

const known = new WeakMap<readonly Word[], ReadonlySet<string>>();

/** Keys of the content words of a statement, the general ones left out; read once for each statement. */
export function subjectKeys(words: readonly Word[]): ReadonlySet<string> {
  const keys =
    known.get(words) ??
    new Set(
      termsOf(words)
        .filter((term) => !isGeneral(term))
        .map(({ key }) => key),
    );
  known.set(words, keys);
  return keys;
}

/** Who acts: nouns for people among the words, singular. */
export const actorsOf = (words: readonly Word[]): Set<string> =>
  new Set(words.map(({ singular }) => singular).filter((word) => actorWords.has(word)));

export const isSubset = (part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean =>
  part.size <= whole.size && [...part].every((key) => whole.has(key));

export const without = (from: ReadonlySet<string>, taken: ReadonlySet<string>): Set<string> =>
  new Set([...from].filter((key) => !taken.has(key)));

const PLAIN_HEADINGS =
  /^(?:q[1-4]|phase|mileston|sprint|releas|roadmap|principl|rule|note|perform|requir|non|function|nonfunct|qualiti|attribut|general|overview|note|accept|criteria|criterion|scope|must|have|nice|should|could|goal|object|constraint|secur|authent|usabl|reliabl|avail|introduct|descript|detail|summari|featur|specif|spec|busi|technic|technolog|ux|ui|draft|version|brief|prd|user|stori|section|appendix|us|fr|nfr|meet|limit|timelin|budget|legal|complianc|privaci|project|app|system|platform)$/;

/** What headings add to the subject of the statements under them; names such as `Requirements` add nothing. */
export function headingTerms(
  headings: readonly string[],
  read: (text: string) => readonly Word[],
): Set<string> {
  const nearest = headings.slice(1).length > 0 ? headings.slice(1) : headings;
  const terms = nearest.flatMap((heading) => termsOf(read(heading)));
  return new Set(
    terms.filter((term) => !isGeneral(term) && !PLAIN_HEADINGS.test(term.key)).map(({ key }) => key),
  );
}
