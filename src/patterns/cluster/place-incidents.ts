import type { Uuid } from '../../core/ids.ts';
import type { IncidentVector } from '../likeness/incident-vector.ts';
import type { IncidentVectors } from '../likeness/incident-vectors.ts';
import { JOIN_FROM, PAIR_FROM, STAY_SHARE } from '../likeness/likeness-scale.ts';
import { ownLikeness } from '../likeness/term-sums.ts';
import { agglomerate } from './agglomerate.ts';
import { Cluster } from './cluster.ts';
import { findNeighbours, type Neighbours } from './find-neighbours.ts';

/** A stored pattern, as the start of an extraction. */
export interface StartingPattern {
  readonly id: Uuid;
  readonly members: readonly Uuid[];
  /** Incidents that people put in, and those that they took out. */
  readonly pinnedIn: readonly Uuid[];
  readonly pinnedOut: readonly Uuid[];
  /** People named it, dismissed it or put incidents in: no extraction brings it together with another such. */
  readonly isSettled: boolean;
}

export interface PlacedCluster {
  /** The stored patterns that came together in it; empty for a new one. */
  readonly patterns: readonly Uuid[];
  readonly members: readonly Uuid[];
}

/** Leaving and joining follow each other until nothing moves, at most so often. */
const MOST_ROUNDS = 6;
/** Of twins: fewer terms could be the same by chance. */
const FEWEST_TERMS = 3;

/**
 * Which incidents are together. Stored patterns are the start: a member leaves where it is clearly less alike than
 * joining takes, unless somebody pinned it, and what stood apart comes together only where it is clearly more alike.
 * `changed`: incidents that no extraction has compared as they are now; the others are placed anew only with `all`.
 * Gives every cluster of two or more, and every stored pattern that has a member left. What it gives for all, started
 * from itself, stays as it is.
 */
export function placeIncidents(
  incidents: IncidentVectors,
  patterns: readonly StartingPattern[],
  changed: ReadonlySet<Uuid>,
  all: boolean,
): PlacedCluster[] {
  const placing = new Placing(incidents, patterns, changed);
  const everyPair = all ? placing.neighbours(null) : null;
  let asked = new Set([...changed, ...placing.loosened]);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const left = placing.letLeave(all ? null : asked);
    if (round > 0 && left.length === 0) break;
    asked = round === 0 ? new Set([...asked, ...left]) : new Set(left);
    placing.gatherLoose(all);
    placing.join(everyPair ?? placing.neighbours(asked));
  }
  return placing.result();
}

class Placing {
  /** Taken out of a pattern by people since the last extraction. */
  readonly loosened: readonly Uuid[];
  readonly #ids: readonly Uuid[];
  readonly #vectors: readonly IncidentVector[];
  readonly #placeOf: ReadonlyMap<Uuid, number>;
  readonly #pinned = new Set<number>();
  /** The patterns that an incident was taken out of, by place. */
  readonly #barred = new Map<number, Uuid[]>();
  /** Free to go anywhere: not compared before, or out of a pattern. */
  readonly #free: Set<number>;
  /** In no cluster. */
  readonly #loose: Set<number>;
  #clusters: Cluster[];

  constructor(incidents: IncidentVectors, patterns: readonly StartingPattern[], changed: ReadonlySet<Uuid>) {
    this.#ids = incidents.ids();
    this.#vectors = this.#ids.map((id) => incidents.of(id));
    this.#placeOf = new Map(this.#ids.map((id, place) => [id, place]));
    this.#loose = new Set(this.#ids.keys());
    for (const { id, pinnedIn, pinnedOut } of patterns) {
      for (const place of this.#places(pinnedIn)) this.#pinned.add(place);
      for (const place of this.#places(pinnedOut))
        this.#barred.set(place, [...(this.#barred.get(place) ?? []), id]);
    }
    // Those that were pinned go where they were put before anybody else claims them.
    const homes = patterns.map(({ pinnedIn }) => this.#claim(pinnedIn));
    const free = patterns.map(({ id, members }) =>
      members.filter((member) => !this.#barredFrom(member).includes(id)),
    );
    this.loosened = patterns.flatMap(({ id, members }) =>
      members.filter((member) => this.#barredFrom(member).includes(id)),
    );
    this.#free = new Set(this.#places([...changed, ...this.loosened]));
    this.#clusters = patterns
      .map(({ id, isSettled }, at) => {
        const places = [...(homes[at] ?? []), ...this.#claim(free[at] ?? [])];
        return this.#cluster(places, [id], isSettled ? [id] : []);
      })
      .filter(({ size }) => size > 0);
  }

  /** Clusters let go who is too little alike, the least first; `asked`: those with one of these only. Gives who left. */
  letLeave(asked: ReadonlySet<Uuid> | null): Uuid[] {
    const left: number[] = [];
    for (const cluster of this.#clusters) {
      if (asked !== null && !cluster.places.some((place) => asked.has(this.#ids[place] ?? ''))) continue;
      left.push(...this.#lettingLeave(cluster));
    }
    for (const place of left) {
      this.#loose.add(place);
      this.#free.add(place);
    }
    return left.map((place) => this.#ids[place] ?? '');
  }

  /**
   * What is in no cluster becomes one of its own. `twins`: incidents that say the very same, as alerts write them, begin
   * as one, since thousands of them one by one would take minutes.
   */
  gatherLoose(twins: boolean): void {
    const together = twins
      ? [...Map.groupBy(this.#loose, (place) => this.#sayingOf(place)).values()]
      : [...this.#loose].map((place) => [place]);
    for (const places of together) this.#clusters.push(this.#cluster(places, [], []));
    this.#loose.clear();
  }

  /** The same for incidents that are one pattern without comparing them. */
  #sayingOf(place: number): string {
    const vector = this.#vectors[place] as IncidentVector;
    const isTold = vector.terms.length >= FEWEST_TERMS && ownLikeness(vector) >= PAIR_FROM;
    if (!isTold || this.#barred.has(place)) return String(place);
    return `${vector.terms.join()} ${vector.weights.join()}`;
  }

  neighbours(asked: ReadonlySet<Uuid> | null): Neighbours[] {
    return findNeighbours(this.#vectors, asked && new Set(this.#places([...asked])));
  }

  join(neighbours: readonly Neighbours[]): void {
    this.#clusters = agglomerate(this.#clusters, neighbours, this.#vectors);
  }

  result(): PlacedCluster[] {
    return this.#clusters
      .filter(({ size, marks }) => size > 1 || marks.patterns.length > 0)
      .map(({ places, marks }) => ({
        patterns: marks.patterns,
        members: places.map((place) => this.#ids[place] ?? ''),
      }));
  }

  #lettingLeave(cluster: Cluster): number[] {
    const left: number[] = [];
    while (cluster.size > 1) {
      let worst: { readonly place: number; readonly likeness: number } | undefined;
      for (const place of cluster.places) {
        const likeness = this.#pinned.has(place) ? 1 : cluster.likenessOf(place);
        if (worst === undefined || likeness < worst.likeness) worst = { place, likeness };
      }
      if (worst === undefined || worst.likeness >= JOIN_FROM * STAY_SHARE) break;
      cluster.remove(worst.place);
      left.push(worst.place);
    }
    if (left.length > 0) cluster.marks = { ...cluster.marks, barred: this.#barredBy(cluster.places) };
    return left;
  }

  #cluster(places: readonly number[], patterns: readonly Uuid[], settled: readonly Uuid[]): Cluster {
    const isKnown = places.some((place) => !this.#free.has(place));
    return new Cluster(this.#vectors, places, {
      ...{ patterns, settled, isKnown },
      barred: this.#barredBy(places),
    });
  }

  /** Places of incidents that nobody has claimed yet. */
  #claim(ids: readonly Uuid[]): number[] {
    return this.#places(ids).filter((place) => this.#loose.delete(place));
  }

  #places(ids: readonly Uuid[]): number[] {
    return ids.flatMap((id) => this.#placeOf.get(id) ?? []);
  }

  #barredFrom(id: Uuid): readonly Uuid[] {
    return this.#barred.get(this.#placeOf.get(id) ?? -1) ?? [];
  }

  #barredBy(places: readonly number[]): Uuid[] {
    return [...new Set(places.flatMap((place) => this.#barred.get(place) ?? []))];
  }
}
