import type { IncidentVector } from '../likeness/incident-vector.ts';
import { JOIN_FROM } from '../likeness/likeness-scale.ts';
import { likenessBetween } from '../likeness/term-sums.ts';
import type { Cluster } from './cluster.ts';
import type { Neighbours } from './find-neighbours.ts';
import { belongTogether, knownFactor, placeFactor } from './joining-rules.ts';
import { MaxHeap } from './max-heap.ts';

/** Sums over all pairs of incidents of two clusters. */
interface Closeness {
  /** Of the cosines of their vectors. */
  readonly cosines: number;
  /** Of the cosines of their services. */
  readonly places: number;
}

/** A cluster while others are near it. */
interface Node {
  readonly cluster: Cluster;
  readonly near: Map<Node, Closeness>;
  best: { readonly node: Node; readonly likeness: number } | undefined;
  /** Grows with every change of `best`, so that what waits in the heap can be told to be old. */
  version: number;
  isGone: boolean;
}

interface Waiting {
  readonly node: Node;
  readonly version: number;
  readonly likeness: number;
}

/**
 * Brings clusters together, the most alike first, as long as the mean cosine between their incidents (average link) is
 * enough: no chain of incidents that are each like the next only makes a cluster. Exact, through sums of vectors, for
 * clusters that have neighbours in common. Changes `clusters`; gives those that are left. The same clusters and vectors
 * give the same result in whatever order they come.
 */
export function agglomerate(
  clusters: readonly Cluster[],
  neighbours: readonly Neighbours[],
  vectors: readonly IncidentVector[],
): Cluster[] {
  const nodes = clusters.map(
    (cluster): Node => ({ cluster, near: new Map(), best: undefined, version: 0, isGone: false }),
  );
  connect(nodes, neighbours);
  const waiting = new MaxHeap<Waiting>(isBefore);
  const setBest = (node: Node, best: Node['best']) => {
    node.version++;
    node.best = best;
    if (best !== undefined) waiting.push({ node, version: node.version, likeness: best.likeness });
  };
  for (const node of nodes) if (node.near.size > 0) setBest(node, bestOf(node, vectors));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, version } = next;
    if (node.isGone || node.version !== version || node.best === undefined) continue;
    const other = node.best.node;
    const around = merge(node, other);
    setBest(node, bestOf(node, vectors));
    for (const third of around) {
      // Only what it has with the two has changed.
      if (third.best?.node === node || third.best?.node === other) setBest(third, bestOf(third, vectors));
      else {
        const best = better(third, node, third.best, vectors);
        if (best !== third.best) setBest(third, best);
      }
    }
  }
  return nodes.filter((node) => !node.isGone).map(({ cluster }) => cluster);
}

const isBefore = (one: Waiting, other: Waiting): boolean =>
  one.likeness > other.likeness ||
  (one.likeness === other.likeness && one.node.cluster.first < other.node.cluster.first);

function connect(nodes: readonly Node[], neighbours: readonly Neighbours[]): void {
  const homes = new Map(nodes.flatMap((node) => node.cluster.places.map((place) => [place, node] as const)));
  for (const { one, other } of neighbours) {
    const [left, right] = [homes.get(one), homes.get(other)];
    if (left === undefined || right === undefined || left === right || left.near.has(right)) continue;
    const closeness = closenessOf(left.cluster, right.cluster);
    left.near.set(right, closeness);
    right.near.set(left, closeness);
  }
}

const closenessOf = (one: Cluster, other: Cluster): Closeness => ({
  cosines: likenessBetween(one.sums, other.sums),
  places: likenessBetween(one.services.sums, other.services.sums),
});

/** The neighbour that it is most like, of those that it may become one with. */
function bestOf(node: Node, vectors: readonly IncidentVector[]): Node['best'] {
  let best: Node['best'];
  for (const other of node.near.keys()) best = better(node, other, best, vectors);
  return best;
}

/** `other` where it is a better neighbour than the best so far. */
function better(
  node: Node,
  other: Node,
  best: Node['best'],
  vectors: readonly IncidentVector[],
): Node['best'] {
  const { cosines, places } = node.near.get(other) ?? { cosines: 0, places: 0 };
  const mean = cosines / (node.cluster.size * other.cluster.size);
  if (mean < JOIN_FROM || (best !== undefined && mean < best.likeness)) return best;
  const likeness =
    mean * placeFactor(node.cluster, other.cluster, places) * knownFactor(node.cluster, other.cluster);
  if (likeness < JOIN_FROM) return best;
  const isBetter =
    best === undefined ||
    likeness > best.likeness ||
    (likeness === best.likeness && other.cluster.first < best.node.cluster.first);
  return isBetter && belongTogether(node.cluster, other.cluster, likeness, vectors)
    ? { node: other, likeness }
    : best;
}

/** Makes `other` a part of `node`; the nodes that are near it now. */
function merge(node: Node, other: Node): Node[] {
  const around = new Set([...node.near.keys(), ...other.near.keys()]);
  around.delete(node);
  around.delete(other);
  for (const third of around) {
    const one = node.near.get(third) ?? closenessOf(node.cluster, third.cluster);
    const two = other.near.get(third) ?? closenessOf(other.cluster, third.cluster);
    const closeness = { cosines: one.cosines + two.cosines, places: one.places + two.places };
    node.near.set(third, closeness);
    third.near.set(node, closeness);
    third.near.delete(other);
  }
  node.near.delete(other);
  other.isGone = true;
  node.cluster.take(other.cluster);
  return [...around];
}
