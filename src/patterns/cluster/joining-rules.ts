import type { IncidentVector } from '../likeness/incident-vector.ts';
import { PAIR_FROM, STAY_SHARE } from '../likeness/likeness-scale.ts';
import type { Cluster } from './cluster.ts';

/** Two incidents share at least so many terms that each make up a part of their likeness, or are nearly the same. */
const SHARED_TERMS = 3;
const SHARED_PART = 0.07;
/** Of words that stand in both titles, so many are enough: what people call alike they hold for the same. */
const SHARED_IN_TITLES = 2;
const NEARLY_SAME = 0.75;
/** What is left of the likeness of failures that happen at other services. */
const ELSEWHERE = 0.5;
/** An incident and a cluster, or two clusters, become one only where they are so large a part as alike as what is in them. */
const SINGLE_FIT = 0.35;
const FAMILY_FIT = 0.5;
/** What two agree in may be chance: a third has to be more like them than like several. */
const THIRD_FROM = 0.19;

/**
 * 1 where both happen at the same services, or one names none; less, the more they happen elsewhere. `places` is the sum
 * of the cosines of their services over all pairs.
 */
export function placeFactor(one: Cluster, other: Cluster, places: number): number {
  const pairs = one.services.naming * other.services.naming;
  return pairs === 0 ? 1 : 1 - (1 - ELSEWHERE) * (1 - places / pairs);
}

/**
 * Less than 1 where both have incidents that an earlier extraction compared and left apart: figures move a little with
 * every incident that comes, and what stood apart comes together only where it is clearly more alike now.
 */
export const knownFactor = ({ marks: one }: Cluster, { marks: other }: Cluster): number =>
  one.isKnown && other.isKnown ? STAY_SHARE : 1;

/** Whether two clusters of that likeness may become one. */
export const belongTogether = (
  one: Cluster,
  other: Cluster,
  likeness: number,
  vectors: readonly IncidentVector[],
): boolean => mayJoin(one, other) && fits(one, other, likeness) && shareEnough(one, other, likeness, vectors);

/** Whether people's decisions let them. */
function mayJoin({ marks: one }: Cluster, { marks: other }: Cluster): boolean {
  if (one.patterns.some((id) => other.barred.includes(id))) return false;
  if (other.patterns.some((id) => one.barred.includes(id))) return false;
  return new Set([...one.settled, ...other.settled]).size < 2;
}

/** Two families that hold together much more than they are alike are two: as with one service that fails in two ways. */
function fits(one: Cluster, other: Cluster, likeness: number): boolean {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  if (large.size === 1) return true;
  if (small.size === 1 && large.size === 2 && likeness < THIRD_FROM) return false;
  if (small.size === 1) return likeness >= SINGLE_FIT * large.coherence();
  return likeness >= FAMILY_FIT * Math.min(small.coherence(), large.coherence());
}

/** Where one word or two are all that two incidents share, nothing is known of it being the same failure. */
function shareEnough(
  one: Cluster,
  other: Cluster,
  likeness: number,
  vectors: readonly IncidentVector[],
): boolean {
  if (one.size > 1 || other.size > 1) return true;
  if (likeness < PAIR_FROM) return false;
  if (likeness >= NEARLY_SAME) return true;
  const [mine, others] = [vectors[one.first], vectors[other.first]];
  if (mine === undefined || others === undefined) return false;
  const shared = [...mine.terms].filter(
    (term, place) => (mine.weights[place] ?? 0) * (other.sums.get(term) ?? 0) >= SHARED_PART * likeness,
  );
  const inTitles = shared.filter((term) => mine.title.has(term) && others.title.has(term));
  return shared.length >= SHARED_TERMS || inTitles.length >= SHARED_IN_TITLES;
}
