import type { Uuid } from '../../core/ids.ts';
import type { SignatureField } from '../../core/pattern.ts';
import type { SignatureTerm } from '../signature/incident-signature.ts';
import { FIELDS, IncidentVector } from './incident-vector.ts';
import { rarityOf } from './term-rarity.ts';

interface Kept {
  readonly terms: Int32Array;
  readonly raw: Float64Array;
  readonly shown: Int32Array;
  readonly fields: Uint8Array;
}

/** Numbers for texts, in the order in which they come. */
class Numbers {
  readonly #numbers = new Map<string, number>();
  readonly texts: string[] = [];

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

/** The signatures of a tenant's incidents, held in little memory, and the vectors that they make. */
export class IncidentVectors {
  readonly #terms = new Numbers();
  readonly #shown = new Numbers();
  readonly #kept = new Map<Uuid, Kept>();
  #having: number[] = [];
  #vectors: Map<Uuid, IncidentVector> | undefined;
  #ids: readonly Uuid[] | undefined;

  get size(): number {
    return this.#kept.size;
  }

  /** In order. */
  ids(): readonly Uuid[] {
    this.#ids ??= [...this.#kept.keys()].sort();
    return this.#ids;
  }

  put(id: Uuid, signature: readonly SignatureTerm[]): void {
    this.remove(id);
    const terms = Int32Array.from(signature, ({ term }) => this.#terms.of(term));
    const fields = Uint8Array.from(signature, ({ field }) => FIELDS.indexOf(field));
    this.#kept.set(id, {
      ...{ terms, fields },
      raw: Float64Array.from(signature, ({ weight }) => weight),
      shown: Int32Array.from(signature, ({ shown }) => this.#shown.of(shown)),
    });
    for (const term of terms) this.#having[term] = (this.#having[term] ?? 0) + 1;
    this.#vectors = undefined;
    this.#ids = undefined;
  }

  remove(id: Uuid): void {
    const kept = this.#kept.get(id);
    if (kept === undefined) return;
    for (const term of kept.terms) this.#having[term] = (this.#having[term] ?? 0) - 1;
    this.#kept.delete(id);
    this.#vectors = undefined;
    this.#ids = undefined;
  }

  /** 0 to 1, of a term of some incident. */
  rarityOf(term: number): number {
    return rarityOf(this.#having[term] ?? 1, this.size);
  }

  termOf(term: number): string {
    return this.#terms.texts[term] ?? '';
  }

  /** The terms of an incident as people read them in it, by number. */
  shownOf(id: Uuid): ReadonlyMap<number, { readonly shown: string; readonly field: SignatureField }> {
    const kept = this.#kept.get(id);
    const found = new Map<number, { shown: string; field: SignatureField }>();
    kept?.terms.forEach((term, place) => {
      const shown = this.#shown.texts[kept.shown[place] ?? -1] ?? '';
      found.set(term, { shown, field: FIELDS[kept.fields[place] ?? 0] ?? 'text' });
    });
    return found;
  }

  /** Empty for an incident that is not there. */
  of(id: Uuid): IncidentVector {
    this.#vectors ??= this.#all();
    return this.#vectors.get(id) ?? NOTHING;
  }

  #all(): Map<Uuid, IncidentVector> {
    const rarity = Float64Array.from(this.#having, (having) => rarityOf(Math.max(1, having), this.size));
    const made = new Map<Uuid, IncidentVector>();
    for (const [id, { terms, raw, fields }] of this.#kept)
      made.set(id, new IncidentVector(terms, raw, fields, rarity));
    return made;
  }
}

const NOTHING = new IncidentVector(
  new Int32Array(),
  new Float64Array(),
  new Uint8Array(),
  new Float64Array(),
);
