import { stem } from '../../lib/stem.ts';
import type { PassageCandidate } from '../found-passage.ts';
import { readWords } from './split-words.ts';
import { NO_TERM, type TermTable } from './term-table.ts';

/** A field of a passage in the numbers of its terms, without stop words. */
export interface AnalysedField {
  /** In the order of the text. */
  readonly terms: Int32Array;
  /** Joined forms of names in it, such as `kubeproxy`: they have no place among the words. */
  readonly names: Int32Array;
}

/** A passage in numbers: what ranking works on. */
export interface AnalysedPassage {
  readonly title: AnalysedField;
  readonly headings: AnalysedField;
  /** Alerts and the file's name. */
  readonly labels: AnalysedField;
  readonly content: AnalysedField;
  /** Every term of the content once, with how often it occurs there. */
  readonly distinct: Int32Array;
  readonly counts: Int32Array;
  /** What a document may change without a new passage. */
  readonly ofTitle: string;
  readonly ofAlerts: string;
}

/** Of a very long passage, the first words are ranked. */
const MOST_WORDS = 2000;
const MOST_NAMES = 100;
const SHORT_FIELD_WORDS = 200;
const CHARACTERS_PER_WORD = 12;

/** The last part of a path without its extension. */
export function baseName(externalId: string): string {
  const last = externalId.slice(externalId.lastIndexOf('/') + 1);
  const dot = last.lastIndexOf('.');
  return dot > 0 ? last.slice(0, dot) : last;
}

function analyseField(text: string, table: TermTable, mostWords: number): AnalysedField {
  const terms: number[] = [];
  const names = new Set<number>();
  const addName = (name: number): void => {
    if (name !== NO_TERM && names.size < MOST_NAMES) names.add(name);
  };
  readWords(text.slice(0, mostWords * CHARACTERS_PER_WORD), {
    run(run) {
      if (terms.length >= mostWords) return;
      const read = table.addRun(run);
      for (const term of read.terms) terms.push(term);
      addName(read.name);
    },
    name(joined) {
      if (names.size < MOST_NAMES) addName(table.add(stem(joined)));
    },
  });
  return { terms: Int32Array.from(terms), names: Int32Array.from(names) };
}

function countTerms(terms: Int32Array): { distinct: Int32Array; counts: Int32Array } {
  const counts = new Map<number, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return { distinct: Int32Array.from(counts.keys()), counts: Int32Array.from(counts.values()) };
}

export function analysePassage(candidate: PassageCandidate, table: TermTable): AnalysedPassage {
  const { title, headings, alerts, externalId, content } = candidate;
  const analysed = analyseField(content, table, MOST_WORDS);
  return {
    title: analyseField(title, table, SHORT_FIELD_WORDS),
    headings: analyseField(headings.join('\n'), table, SHORT_FIELD_WORDS),
    labels: analyseField([...alerts, baseName(externalId)].join('\n'), table, SHORT_FIELD_WORDS),
    content: analysed,
    ...countTerms(analysed.terms),
    ofTitle: title,
    ofAlerts: alerts.join('\n'),
  };
}
