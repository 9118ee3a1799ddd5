import type { Unit, UnitOf } from '../units/unit.ts';

/** What is quoted together, of one document. */
export type Quote =
  /** Sentences in their order; code follows the sentence that leads it in. */
  | { readonly shape: 'sentences'; readonly units: readonly Unit[] }
  /** Everything between the first and the last unit, as the document has it. */
  | { readonly shape: 'sequence'; readonly units: readonly Unit[]; readonly isCut: boolean }
  | { readonly shape: 'row'; readonly unit: UnitOf<'row'>; readonly columns: readonly number[] };

export const unitsOf = (quote: Quote): readonly Unit[] =>
  quote.shape === 'row' ? [quote.unit] : quote.units;
