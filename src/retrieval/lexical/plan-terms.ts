import type { QueryTerm, SearchQuery } from '../query/query.ts';
import { NO_TERM, type TermTable } from './term-table.ts';

/** A form of a term that at least one candidate may have. */
interface PlannedForm {
  readonly term: number;
  /** Rarity times weight: what a full match adds. */
  readonly worth: number;
}

interface PlannedTerm {
  readonly forms: readonly PlannedForm[];
  /** What the term adds at most, in shares of the whole question: those of all terms sum to 1. */
  readonly share: number;
  readonly position: number;
}

export interface PlannedQuery {
  readonly terms: readonly PlannedTerm[];
  /** Numbers of the terms of quoted phrases. */
  readonly phrases: readonly (readonly number[])[];
}

/** Below 1, rare words count for less than in BM25: rarity says little in a small collection, and scores move less as it grows. */
const RARITY_POWER = 0.8;

/**
 * How rare a word is. One that no passage has, and one that the store was not asked for, are taken to be as rare as the
 * question's others usually are: a larger collection would have them.
 */
function rarities(query: SearchQuery, idf: ReadonlyMap<string, number>): (word: string) => number {
  // The store's scores are negative.
  const known = query.terms
    .map(({ forms }) => Math.abs(idf.get(forms[0].word) ?? 0))
    .filter((rarity) => rarity > 0);
  known.sort((a, b) => a - b);
  const usual = known[Math.floor(known.length / 2)] ?? 1;
  return (word) => (Math.abs(idf.get(word) ?? 0) || usual) ** RARITY_POWER;
}

/** The question in numbers of the candidates' terms, weighed by how rare its words are. */
export function planTerms(
  query: SearchQuery,
  idf: ReadonlyMap<string, number>,
  table: TermTable,
): PlannedQuery {
  const rarity = rarities(query, idf);
  const worthOf = ({ forms, weight }: QueryTerm): number => weight * rarity(forms[0].word);
  const whole = query.terms.reduce((sum, term) => sum + worthOf(term), 0) || 1;
  const terms = query.terms.map((term): PlannedTerm => {
    const share = worthOf(term) / whole;
    const forms = term.forms.flatMap((form): PlannedForm[] => {
      const number = table.find(form.stem);
      // Another word for the same may be rarer than the word itself, but it is worth no more.
      const worth = Math.min(share, (term.weight * rarity(form.word)) / whole) * form.weight;
      return number === NO_TERM ? [] : [{ term: number, worth }];
    });
    return { forms, share, position: term.position };
  });
  return { terms, phrases: query.phrases.map((phrase) => phrase.map((stem) => table.find(stem))) };
}
