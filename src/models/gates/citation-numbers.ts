import type { Citation } from '../../core/conversation.ts';
import type { Evidence } from '../evidence.ts';

/** Evidence that rests on more things than this is cited by the first of them. */
const MOST_CITATIONS_OF_EVIDENCE = 10;

export interface CitationNumbers {
  /** The numbers that stand for the evidence with this id; null where none with it was given. */
  cite(id: number): readonly number[] | null;
  /** Number `n` is that of the n-th. */
  readonly citations: readonly Citation[];
  /** Ids of evidence, in the order of their first use. */
  readonly cited: readonly number[];
}

/** Two are the same when they have the same passage or, where neither has one, the same source. */
const keyOf = ({ source, passage }: Citation): string =>
  passage ? `passage ${passage.id}` : `source ${source.id}`;

/** Numbers what is cited from 1 on, in the order of its first use; the same thing keeps its number. */
export function createCitationNumbers(given: () => readonly Evidence[]): CitationNumbers {
  const numbers = new Map<string, number>();
  const citations: Citation[] = [];
  const cited = new Set<number>();
  const numberOf = (citation: Citation): number => {
    const key = keyOf(citation);
    const number = numbers.get(key) ?? citations.push(citation);
    numbers.set(key, number);
    return number;
  };
  return {
    cite(id) {
      const evidence = given()[id - 1];
      if (evidence === undefined) return null;
      cited.add(id);
      return evidence.citations.slice(0, MOST_CITATIONS_OF_EVIDENCE).map(numberOf);
    },
    citations,
    get cited() {
      return [...cited];
    },
  };
}
