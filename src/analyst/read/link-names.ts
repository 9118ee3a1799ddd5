import { distance } from 'fastest-levenshtein';
import { labelWords, properNameLabels } from '../vocabulary/label-words.ts';
import { sayLabel } from '../vocabulary/say-label.ts';
import { endedPhrases, isEnded, isOpen, openPhrases } from '../vocabulary/state-words.ts';
import {
  compactKey,
  type KnownValue,
  MOST_WORDS_NAMED,
  type Vocabulary,
  wordsKey,
} from '../vocabulary/tenant-vocabulary.ts';
import type { LexiconClaim, ValueClaim } from './claims.ts';
import { readWords, type Word } from './words.ts';

/** Values of the tenant's labels that begin at a word, longest first. */
export function matchValues(words: readonly Word[], from: number, vocabulary: Vocabulary): ValueClaim[] {
  const found: ValueClaim[] = [];
  for (let to = Math.min(words.length, from + MOST_WORDS_NAMED); to > from; to--) {
    const run = words.slice(from, to);
    const values = vocabulary.byWords.get(wordsKey(run)) ?? vocabulary.byWords.get(compactKey(run));
    if (values) found.push({ type: 'value', from, to, values: exactFirst(values, run) });
  }
  return found;
}

/** Where the words name one value to the letter, values that differ by a plural are not meant. */
function exactFirst(values: readonly KnownValue[], run: readonly Word[]): readonly KnownValue[] {
  const compact = compactKey(run);
  const exact = values.filter((value) => compactKey(readWords(value.value)) === compact);
  return exact.length > 0 ? exact : values;
}

const STATUS_LABELS: readonly string[] = ['status', 'state'];

/** "open", "still ongoing", "are resolved": the statuses of the tenant that say so. Null without such a label. */
export function matchState(words: readonly Word[], from: number, vocabulary: Vocabulary): ValueClaim | null {
  const label = vocabulary.names.find((name) => STATUS_LABELS.includes(name));
  if (label === undefined) return null;
  for (const [phrases, fits, value] of [
    [openPhrases, isOpen, 'open'],
    [endedPhrases, isEnded, 'resolved'],
  ] as const) {
    const to = longestPhrase(phrases, words, from);
    if (to === null) continue;
    const values = vocabulary.values.filter((each) => each.name === label && fits(each.value));
    return {
      type: 'value',
      from,
      to,
      values: values.length > 0 ? values : [{ name: label, valueKey: '', value, words: [] }],
    };
  }
  return null;
}

function longestPhrase(phrases: readonly string[], words: readonly Word[], from: number): number | null {
  const lengths = phrases
    .map((phrase) => phrase.split(' '))
    .filter((phrase) => phrase.every((word, index) => words[from + index]?.lower === word))
    .map((phrase) => phrase.length);
  return lengths.length > 0 ? from + Math.max(...lengths) : null;
}

interface LabelPhrase {
  readonly stems: string;
  readonly length: number;
  readonly names: readonly string[];
  readonly word: string;
}

const stemKey = (words: readonly Word[]): string => words.map((word) => word.stem).join(' ');

const nameStems = (name: string): string => stemKey(readWords(sayLabel(name)));

/** Phrases that mean a label of this tenant, or a field that it could have and has not (`names` empty). */
function labelPhrases(vocabulary: Vocabulary): LabelPhrase[] {
  const phrases = new Map<string, LabelPhrase>();
  for (const name of vocabulary.names) {
    const word = sayLabel(name);
    const stems = nameStems(name);
    const same = phrases.get(stems);
    phrases.set(stems, {
      stems,
      length: stems.split(' ').length,
      names: [...(same?.names ?? []), name],
      word,
    });
  }
  for (const row of labelWords) {
    const together = row.startsWith('+');
    const entries = row
      .replace('+', '')
      .split('|')
      .map((entry) => entry.trim());
    const rowStems = entries.map((entry) => nameStems(entry.replace('!', '')));
    const named = [...new Set(rowStems.flatMap((stems) => phrases.get(stems)?.names ?? []))];
    const names =
      named.length > 0 ? named : vocabulary.names.filter((name) => holdsWord(name, rowStems[0] ?? ''));
    for (const [index, entry] of entries.entries()) {
      const stems = rowStems[index] ?? '';
      const exact = phrases.get(stems);
      if (exact && together && !exact.word.includes(' ')) phrases.set(stems, { ...exact, names });
      if (exact || (names.length === 0 && !entry.endsWith('!'))) continue;
      const word = entry.replace('!', '');
      phrases.set(stems, {
        stems,
        length: stems.split(' ').length,
        names: together ? names : names.slice(0, 1),
        word,
      });
    }
  }
  return [...phrases.values()].sort((a, b) => b.length - a.length);
}

/** `customers_affected` is what "customers" means where there is no field of just that name. */
const holdsWord = (name: string, stem: string): boolean => nameStems(name).split(' ').includes(stem);

const heldPhrases = new WeakMap<readonly string[], LabelPhrase[]>();

/** The tenant's label names, and general words for them, that begin at a word; longest first. */
export function matchLabels(words: readonly Word[], from: number, vocabulary: Vocabulary): LexiconClaim[] {
  let phrases = heldPhrases.get(vocabulary.names);
  if (!phrases) {
    phrases = labelPhrases(vocabulary);
    heldPhrases.set(vocabulary.names, phrases);
  }
  return phrases.flatMap((phrase): LexiconClaim[] => {
    const to = endOf(phrase, words, from);
    if (to === null) return [];
    const numeric = phrase.names.length > 0 && phrase.names.every((name) => isNumeric(name, vocabulary));
    return [
      {
        type: 'lexicon',
        from,
        to,
        meanings: [{ kind: 'label', names: phrase.names, word: phrase.word, numeric }],
      },
    ];
  });
}

const AUXILIARY = /^(was|were|is|are|been|got)$/;

/** Where the phrase ends if it begins here; "customers were affected" is the phrase "customers affected" too. */
function endOf(phrase: LabelPhrase, words: readonly Word[], from: number): number | null {
  let at = from;
  for (const [index, stem] of phrase.stems.split(' ').entries()) {
    if (index > 0 && AUXILIARY.test(words[at]?.lower ?? '')) at += 1;
    if (words[at]?.stem !== stem) return null;
    at += 1;
  }
  return at;
}

function isNumeric(name: string, vocabulary: Vocabulary): boolean {
  const values = vocabulary.values.filter((value) => value.name === name);
  return values.length > 0 && values.every((value) => /^-?[\d.,]+$/.test(value.value));
}

/**
 * A proper name (service, company, product, team …) that contains all the words: "checkout" for `checkout-api`.
 * Every candidate is returned; more than one means that the asker must choose.
 */
export function matchPartOfName(run: readonly Word[], vocabulary: Vocabulary): KnownValue[] {
  if (run.some((word) => word.lower.length < 3)) return [];
  return vocabulary.values.filter(
    (value) =>
      properNameLabels.includes(value.name) &&
      value.words.length > run.length &&
      (value.words[0] === run[0]?.singular || /^\p{Lu}/u.test(run[0]?.text ?? '')) &&
      run.every((word) => value.words.includes(word.singular)),
  );
}

/** Shortest word that may be a misspelt name; of shorter ones too many lie one letter apart. */
const SHORTEST_MISSPELT = 5;
const LENGTH_FOR_SUBSTITUTION = 7;
const LENGTH_FOR_TWO_EDITS = 9;

/**
 * The one value that the words misspell, if there is just one. A swapped, lost or doubled letter is a slip at any
 * length; another letter in its place only in longer words, because short names differ by one letter too.
 */
export function matchMisspelt(run: readonly Word[], vocabulary: Vocabulary): KnownValue[] {
  const written = compactKey(run);
  if (written.length < SHORTEST_MISSPELT || !/^\p{L}+$/u.test(written)) return [];
  const close = vocabulary.values.filter((value) => isSlip(written, compactKey(readWords(value.value))));
  return new Set(close.map((value) => value.valueKey)).size === 1 ? close : [];
}

function isSlip(written: string, meant: string): boolean {
  if (Math.abs(written.length - meant.length) > 2 || meant.length < SHORTEST_MISSPELT - 1) return false;
  if (written[0] !== meant[0]) return false;
  const edits = distance(written, meant);
  if (edits === 0) return true;
  if (edits === 1) return written.length !== meant.length || meant.length >= LENGTH_FOR_SUBSTITUTION;
  if (edits === 2) return meant.length >= LENGTH_FOR_TWO_EDITS || isTransposition(written, meant);
  return false;
}

function isTransposition(written: string, meant: string): boolean {
  if (written.length !== meant.length) return false;
  const at = [...written].findIndex((letter, index) => letter !== meant[index]);
  return (
    written[at] === meant[at + 1] &&
    written[at + 1] === meant[at] &&
    written.slice(at + 2) === meant.slice(at + 2)
  );
}
