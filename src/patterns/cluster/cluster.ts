import type { Uuid } from '../../core/ids.ts';
import type { IncidentVector } from '../likeness/incident-vector.ts';
import { addVector, likenessTo, ownLikeness, type TermSums } from '../likeness/term-sums.ts';

/** What is known of a cluster beside its incidents: people's decisions, and what earlier extractions made of it. */
export interface ClusterMarks {
  /** The stored patterns that it is made of; none for a new one. */
  readonly patterns: readonly Uuid[];
  /** Patterns that one of its incidents was taken out of. */
  readonly barred: readonly Uuid[];
  /** Patterns that somebody put one of its incidents into, named, split off or dismissed: each stays by itself. */
  readonly settled: readonly Uuid[];
  /** One of its incidents was compared before. */
  readonly isKnown: boolean;
}

const UNMARKED: ClusterMarks = { patterns: [], barred: [], settled: [], isKnown: false };

export interface ServiceSums {
  readonly sums: TermSums;
  readonly naming: number;
}

/** Incidents that are together, by their places; sums are worked out when somebody asks for them. */
export class Cluster {
  readonly places: number[];
  marks: ClusterMarks;
  readonly #vectors: readonly IncidentVector[];
  #sums: TermSums | undefined;
  #services: ServiceSums | undefined;
  #coherence: number | undefined;

  /** `vectors` by place. */
  constructor(vectors: readonly IncidentVector[], places: readonly number[], marks: ClusterMarks = UNMARKED) {
    this.#vectors = vectors;
    this.places = [...places].sort((a, b) => a - b);
    this.marks = marks;
  }

  get size(): number {
    return this.places.length;
  }

  /** Its first place: what tells clusters apart where figures are equal. */
  get first(): number {
    return this.places[0] ?? -1;
  }

  /** The sum of its incidents' vectors. */
  get sums(): TermSums {
    if (this.#sums === undefined) {
      this.#sums = new Map();
      for (const place of this.places) addVector(this.#sums, this.#vector(place));
    }
    return this.#sums;
  }

  /** The sum of the service vectors of those that name some, and how many do. */
  get services(): ServiceSums {
    if (this.#services === undefined) {
      const naming = this.places.flatMap((place) => this.#vector(place).services ?? []);
      this.#services = { sums: new Map(), naming: naming.length };
      for (const vector of naming) addVector(this.#services.sums, vector);
    }
    return this.#services;
  }

  remove(place: number): void {
    const at = this.places.indexOf(place);
    if (at < 0) return;
    this.places.splice(at, 1);
    this.#services = undefined;
    this.#coherence = undefined;
    if (this.#sums !== undefined) addVector(this.#sums, this.#vector(place), -1);
  }

  /** Takes the incidents of another. */
  take(other: Cluster): void {
    const { sums } = this;
    this.#coherence = undefined;
    for (const [term, weight] of other.sums) sums.set(term, (sums.get(term) ?? 0) + weight);
    this.#services = undefined;
    this.places.push(...other.places);
    this.places.sort((a, b) => a - b);
    this.marks = {
      patterns: [...this.marks.patterns, ...other.marks.patterns],
      barred: [...new Set([...this.marks.barred, ...other.marks.barred])],
      settled: [...new Set([...this.marks.settled, ...other.marks.settled])],
      isKnown: this.marks.isKnown || other.marks.isKnown,
    };
  }

  /** Mean cosine of the member at `place` with the others; 1 where it is alone. */
  likenessOf(place: number): number {
    if (this.size < 2) return 1;
    const vector = this.#vector(place);
    return (likenessTo(this.sums, vector) - ownLikeness(vector)) / (this.size - 1);
  }

  /** Mean cosine between two members; 1 where there is one only. */
  coherence(): number {
    this.#coherence ??= this.#measure();
    return this.#coherence;
  }

  #measure(): number {
    if (this.size < 2) return 1;
    let pairs = 0;
    for (const weight of this.sums.values()) pairs += weight * weight;
    for (const place of this.places) pairs -= ownLikeness(this.#vector(place));
    return Math.max(0, pairs / (this.size * (this.size - 1)));
  }

  #vector(place: number): IncidentVector {
    return this.#vectors[place] as IncidentVector;
  }
}
