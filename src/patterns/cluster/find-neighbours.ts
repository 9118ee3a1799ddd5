import type { IncidentVector } from '../likeness/incident-vector.ts';
import { JOIN_FROM } from '../likeness/likeness-scale.ts';

/** Two incidents by their places, the smaller first. */
export interface Neighbours {
  readonly one: number;
  readonly other: number;
}

/** Of a term that many have, only so many incidents on each side are looked at: time grows with the incidents, not their square. */
const WINDOW = 400;
const MOST_NEIGHBOURS = 40;
/** Where the mean of two clusters is enough to join, that of one pair is; what the window leaves out may be missing from it. */
const LEAST_LIKENESS = 0.9 * JOIN_FROM;

/**
 * Pairs of incidents that are worth comparing, found through the terms that they share: of each incident those most like
 * it. `only` asks for the pairs of some incidents instead of all.
 */
export function findNeighbours(
  vectors: readonly IncidentVector[],
  only: ReadonlySet<number> | null,
): Neighbours[] {
  const postings = postingsOf(vectors, only);
  const likeness = new Float64Array(vectors.length);
  const keys: number[] = [];
  for (const place of only ?? vectors.keys()) {
    const touched = scoreAround(place, vectors, postings, likeness);
    const near = touched.filter((other) => (likeness[other] ?? 0) >= LEAST_LIKENESS);
    near.sort((a, b) => (likeness[b] ?? 0) - (likeness[a] ?? 0) || a - b);
    for (const other of near.slice(0, MOST_NEIGHBOURS))
      keys.push(Math.min(place, other) * vectors.length + Math.max(place, other));
    for (const other of touched) likeness[other] = 0;
  }
  return pairsOf(keys, vectors.length);
}

/** Each pair once, in the order of places. */
function pairsOf(keys: readonly number[], count: number): Neighbours[] {
  const pairs: Neighbours[] = [];
  let before = -1;
  for (const key of Float64Array.from(keys).sort()) {
    if (key !== before) pairs.push({ one: Math.floor(key / count), other: key % count });
    before = key;
  }
  return pairs;
}

interface Posting {
  readonly places: number[];
  readonly weights: number[];
}

/** Which incidents have each term, and how much; only terms of the incidents that are asked for. */
function postingsOf(
  vectors: readonly IncidentVector[],
  only: ReadonlySet<number> | null,
): Map<number, Posting> {
  const wanted = only && new Set([...only].flatMap((place) => [...(vectors[place]?.terms ?? [])]));
  const postings = new Map<number, Posting>();
  vectors.forEach(({ terms, weights }, place) => {
    terms.forEach((term, at) => {
      if (wanted !== null && !wanted.has(term)) return;
      const posting = postings.get(term) ?? { places: [], weights: [] };
      posting.places.push(place);
      posting.weights.push(weights[at] ?? 0);
      postings.set(term, posting);
    });
  });
  return postings;
}

/** Adds up in `likeness` what the incident has in common with others; the places that it added to. */
function scoreAround(
  place: number,
  vectors: readonly IncidentVector[],
  postings: ReadonlyMap<number, Posting>,
  likeness: Float64Array,
): number[] {
  const touched: number[] = [];
  const { terms, weights } = vectors[place] as IncidentVector;
  for (let at = 0; at < terms.length; at++) {
    const weight = weights[at] ?? 0;
    const posting = postings.get(terms[at] ?? -1);
    if (weight === 0 || posting === undefined) continue;
    const own = firstFrom(posting.places, place);
    const end = Math.min(posting.places.length, own + WINDOW);
    for (let index = Math.max(0, own - WINDOW); index < end; index++) {
      const other = posting.places[index] ?? 0;
      if (other === place) continue;
      if (likeness[other] === 0) touched.push(other);
      likeness[other] = (likeness[other] ?? 0) + weight * (posting.weights[index] ?? 0);
    }
  }
  return touched;
}

/** Where `place` stands in an ascending list. */
function firstFrom(places: readonly number[], place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
