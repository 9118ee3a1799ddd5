import type { SignatureField } from '../../core/pattern.ts';
import type { SignatureTerm } from './incident-signature.ts';
import type { ReadTerm } from './read-terms.ts';

/** So many terms say what failed; more of them would make long reports unlike each other. */
const MOST_TERMS = 22;
/** A part with more different terms than these says each of them less. */
const FULL_TERMS = 12;
/** What a term counts for in other parts than its best one. */
const SAID_AGAIN = 0.45;
/** Below 1: a heavy term counts little more than a light one, so that one shared word is no likeness. */
const FLATTENING = 0.7;

interface Gathered {
  field: SignatureField;
  shown: string;
  best: number;
  sum: number;
}

/** Collects the terms of an incident from its parts. */
export class GatheredTerms {
  readonly #found = new Map<string, Gathered>();

  add(field: SignatureField, weight: number, terms: readonly ReadTerm[]): void {
    const distinct = new Map(terms.toReversed().map((term) => [term.term, term]));
    const share = weight * Math.min(1, Math.sqrt(FULL_TERMS / Math.max(1, distinct.size)));
    for (const { term, shown, telling } of [...distinct.values()].toReversed()) {
      const value = share * telling;
      const known = this.#found.get(term) ?? { field, shown, best: 0, sum: 0 };
      known.sum += value;
      if (value > known.best) Object.assign(known, { field, shown, best: value });
      this.#found.set(term, known);
    }
  }

  heaviest(): SignatureTerm[] {
    return [...this.#found]
      .map(([term, { field, shown, best, sum }]) => ({
        ...{ term, field, shown },
        weight: (best + SAID_AGAIN * (sum - best)) ** FLATTENING,
      }))
      .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
      .slice(0, MOST_TERMS);
  }
}
