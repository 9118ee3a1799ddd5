import type { Uuid } from '../../core/ids.ts';
import type { RingStep } from '../../store/topology-rings.ts';

/** Steps of the search, of which a second has some ten millions; only a tangle of thousands takes so many. */
const MAX_WORK = 3_000_000;

interface Step {
  readonly to: number;
  readonly edgeId: Uuid;
}

class OutOfWork extends Error {}

/** Rings that begin at their smallest place, so that each is found from there alone. */
class RingSearch {
  readonly #next: Step[][] = [];
  readonly #before: number[][] = [];
  #work = 0;

  constructor(steps: readonly RingStep[]) {
    const places = new Map<Uuid, number>();
    const placeOf = (id: Uuid): number => {
      const place = places.get(id) ?? places.size;
      if (place === places.size) {
        places.set(id, place);
        this.#next.push([]);
        this.#before.push([]);
      }
      return place;
    };
    for (const { from, to, edgeId } of steps) {
      const [start, end] = [placeOf(from), placeOf(to)];
      this.#next[start]?.push({ to: end, edgeId });
      this.#before[end]?.push(start);
    }
  }

  get size(): number {
    return this.#next.length;
  }

  #count(): void {
    if (++this.#work > MAX_WORK) throw new OutOfWork();
  }

  /** How many edges it takes from each place back to `start` by larger places, at most `most`. */
  distances(start: number, most: number): Map<number, number> {
    const distances = new Map([[start, 0]]);
    // A map is walked in the order in which it grows.
    for (const [place, distance] of distances) {
      if (distance === most) break;
      for (const before of this.#before[place] ?? []) {
        this.#count();
        if (before > start && !distances.has(before)) distances.set(before, distance + 1);
      }
    }
    return distances;
  }

  /** Edges of the shortest ring that begins there, if it has at most `most`. */
  shortest(start: number, most: number): number | undefined {
    const distances = this.distances(start, most - 1);
    const lengths = (this.#next[start] ?? []).flatMap(({ to }) => distances.get(to) ?? []);
    return lengths.length > 0 ? 1 + Math.min(...lengths) : undefined;
  }

  /** The rings of just so many edges that begin there, by their edges. */
  *rings(start: number, length: number): Generator<Uuid[]> {
    const distances = this.distances(start, length - 1);
    const way: Uuid[] = [];
    const places = new Set<number>();
    const walk = [{ place: start, at: 0 }];
    for (let top = walk.at(-1); top !== undefined; top = walk.at(-1)) {
      const step = this.#next[top.place]?.[top.at++];
      this.#count();
      if (step === undefined) {
        places.delete(top.place);
        walk.pop();
        way.pop();
      } else if (step.to === start) {
        if (way.length + 1 === length) yield [...way, step.edgeId];
      } else if (!places.has(step.to) && way.length + 1 + (distances.get(step.to) ?? length) <= length) {
        places.add(step.to);
        way.push(step.edgeId);
        walk.push({ place: step.to, at: 0 });
      }
    }
  }
}

/**
 * The shortest `limit` rings that the steps make, each once, by its edges. In a tangle of thousands of nodes without
 * that many short rings the longest may be missing.
 */
export function listRings(steps: readonly RingStep[], limit: number): Uuid[][] {
  const found: Uuid[][] = [];
  try {
    searchRings(new RingSearch(steps), limit, found);
  } catch (error) {
    if (!(error instanceof OutOfWork)) throw error;
  }
  return found;
}

function searchRings(search: RingSearch, limit: number, found: Uuid[][]): void {
  const shortest = new Map<number, number>();
  let open = Array.from({ length: search.size }, (_, place) => place);
  let length = 2;
  // Far places are looked at only where near ones do not make rings enough.
  for (let most = 4; length <= search.size; most *= 2) {
    for (const start of open) {
      const edges = search.shortest(start, most);
      if (edges !== undefined) shortest.set(start, edges);
    }
    open = open.filter((start) => !shortest.has(start));
    const starts = [...shortest].sort(([one], [other]) => one - other);
    for (; length <= Math.min(most, search.size); length++)
      for (const [start, edges] of starts)
        for (const ring of edges <= length ? search.rings(start, length) : []) {
          if (found.length === limit) return;
          found.push(ring);
        }
  }
}
