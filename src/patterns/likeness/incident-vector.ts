import type { SignatureField } from '../../core/pattern.ts';
import type { WeightedTerms } from './term-sums.ts';

/** Added to the length of every vector: of an incident that says next to nothing, little is known to be alike. */
const UNTOLD = 1;

/** What the weights of an incident are divided by. */
export function vectorLength(weights: Iterable<number>): number {
  let squares = UNTOLD;
  for (const weight of weights) squares += weight * weight;
  return Math.sqrt(squares);
}

/** Fields by the numbers that they are kept as. */
export const FIELDS: readonly SignatureField[] = ['title', 'cause', 'trigger', 'symptom', 'service', 'text'];
const TITLE = FIELDS.indexOf('title');
const SERVICE = FIELDS.indexOf('service');

/** An incident among the others of its tenant. Weights are worked out when somebody asks: most are not. */
export class IncidentVector implements WeightedTerms {
  readonly terms: Int32Array;
  readonly #raw: Float64Array;
  readonly #fields: Uint8Array;
  readonly #rarity: Float64Array;
  #weights: Float64Array | undefined;
  #services: WeightedTerms | null | undefined;
  #title: ReadonlySet<number> | undefined;

  /** `raw` and `fields` (places in `FIELDS`) go with `terms`; `rarity` is by term number. */
  constructor(terms: Int32Array, raw: Float64Array, fields: Uint8Array, rarity: Float64Array) {
    this.terms = terms;
    this.#raw = raw;
    this.#fields = fields;
    this.#rarity = rarity;
  }

  get weights(): Float64Array {
    if (this.#weights === undefined) {
      const weights = this.#raw.map((weight, place) => weight * (this.#rarity[this.terms[place] ?? 0] ?? 0));
      const length = vectorLength(weights);
      this.#weights = weights.map((weight) => weight / length);
    }
    return this.#weights;
  }

  /** The terms that name services, with weights whose squares add up to 1; null where it names none. */
  get services(): WeightedTerms | null {
    if (this.#services === undefined) {
      const isService = (_: number, place: number) => this.#fields[place] === SERVICE;
      const raw = this.#raw.filter(isService);
      const length = Math.sqrt(raw.reduce((sum, weight) => sum + weight * weight, 0));
      const weights = raw.map((weight) => weight / length);
      this.#services = raw.length === 0 ? null : { terms: this.terms.filter(isService), weights };
    }
    return this.#services;
  }

  /** The terms that stand in its title. */
  get title(): ReadonlySet<number> {
    this.#title ??= new Set(this.terms.filter((_, place) => this.#fields[place] === TITLE));
    return this.#title;
  }
}
