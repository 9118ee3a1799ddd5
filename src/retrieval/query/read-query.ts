import { stem } from '../../lib/stem.ts';
import { readWords, runWords } from '../lexical/split-words.ts';
import { namedRuns } from './named-runs.ts';
import type { QueryTerm, SearchQuery } from './query.ts';
import { type DraftName, isTelling, type QueryDraft, termOf } from './rewrites/query-draft.ts';
import { REWRITE_NAMES, type RewriteName, rewrite } from './rewrites/rewrites.ts';

/** Words that the store is asked the rarity of in the round trip of a search. */
export const MOST_RARITIES = 40;
/** Of a long message, such as a pasted log, the first words tell. */
const MOST_CHARACTERS = 2000;
const MOST_WORDS = 120;
const MOST_TERMS = 32;
const MOST_NAMES = 16;
const MOST_PHRASES = 4;
/** In the text for the store, the question's own words stand twice and other words for the same once. */
const OWN_TIMES = 2;

export interface ReadQueryOptions {
  readonly rewrites?: readonly RewriteName[];
}

interface Words {
  readonly spoken: string[];
  readonly written: string[];
  readonly names: DraftName[];
}

/** The question's words in order. A name written as one is known by its joined form and the place of its parts. */
function readQuestion(question: string): Words {
  const [spoken, written]: [string[], string[]] = [[], []];
  const names = new Map<string, DraftName>();
  const starts: number[] = [];
  const addName = (joined: string, start: number): void => {
    if (names.size < MOST_NAMES) names.set(joined, { joined, start, end: spoken.length });
  };
  readWords(question, {
    run(run) {
      const words = runWords(run);
      starts.push(spoken.length);
      if (spoken.length + words.length > MOST_WORDS) return;
      spoken.push(...words);
      written.push(run, ...words.slice(1).map(() => ''));
      if (words.length > 1 && words.join('') === run.toLowerCase())
        addName(run.toLowerCase(), spoken.length - words.length);
    },
    name(joined, count) {
      addName(joined, starts.at(-count) ?? 0);
    },
  });
  return { spoken, written, names: [...names.values()] };
}

function firstTerms({ spoken, names }: Words): QueryTerm[] {
  const parts = new Set(
    names.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
  );
  const words = spoken.flatMap((word, position) =>
    isTelling(word) && !parts.has(position) ? [termOf(word, position)] : [],
  );
  return [...names.map(({ joined, start }) => termOf(joined, start)), ...words].sort(
    (a, b) => a.position - b.position,
  );
}

/** A word said several times is one term; it weighs more, but not in proportion. */
function mergeRepeats(terms: readonly QueryTerm[]): QueryTerm[] {
  const merged = new Map<string, QueryTerm>();
  for (const term of terms) {
    const key = term.forms[0].stem;
    const known = merged.get(key);
    merged.set(key, known ? { ...known, weight: Math.min(2, known.weight + term.weight / 2) } : term);
  }
  return [...merged.values()];
}

function readPhrases(question: string): string[][] {
  const phrases: string[][] = [];
  for (const [, inside = ''] of question.matchAll(/["“”«]([^"“”«»]{3,200})["”“»]/gu)) {
    const stems: string[] = [];
    readWords(inside, {
      run: (run) => stems.push(...runWords(run).filter(isTelling).map(stem)),
      name: () => {},
    });
    if (stems.length > 1 && phrases.length < MOST_PHRASES) phrases.push(stems);
  }
  return phrases;
}

function storeText(terms: readonly QueryTerm[]): string {
  const own = terms.flatMap(({ forms, weight }) =>
    Array<string>(weight < 1 ? 1 : OWN_TIMES).fill(forms[0].word),
  );
  const others = terms.flatMap(({ forms }) => forms.slice(1).map(({ word }) => word));
  return [...own, ...new Set(others)].join(' ');
}

/** Own words first: where there are too many, other words for the same count as rare as those. */
function rarityWords(terms: readonly QueryTerm[]): string[] {
  const own = terms.map(({ forms }) => forms[0].word);
  const others = terms.flatMap(({ forms }) => forms.slice(1).map(({ word }) => word));
  return [...new Set([...own, ...others])].slice(0, MOST_RARITIES);
}

/** What a question searches for. An empty `text` means that it names nothing that an index holds. */
export function readQuery(
  question: string,
  { rewrites = REWRITE_NAMES }: ReadQueryOptions = {},
): SearchQuery {
  const asked = question.slice(0, MOST_CHARACTERS);
  const words = readQuestion(asked);
  const draft: QueryDraft = { spoken: words.spoken, names: words.names, terms: firstTerms(words) };
  const terms = mergeRepeats(rewrite(draft, rewrites).terms).slice(0, MOST_TERMS);
  return {
    question,
    text: storeText(terms),
    terms,
    rarityWords: rarityWords(terms),
    phrases: readPhrases(asked),
    names: namedRuns(words.spoken, words.written, words.names),
  };
}
