import type { Uuid } from '../../core/ids.ts';
import type { StoredNode } from '../../store/topology-rows.ts';
import { findRings } from './find-rings.ts';
import type { MergedGraph, MergedNode, Occasion } from './merged-graph.ts';
import { fieldKeys } from './name-key.ts';

/** For each node the smallest id of its ring, so that it stays the same however the files come. */
export function ringIds(merged: MergedGraph, ids: readonly Uuid[]): (Uuid | undefined)[] {
  const needed = merged.edges.filter(({ type }) => type === 'calls' || type === 'dependsOn');
  const rings = findRings(merged.nodes.length, needed);
  const smallest = new Map<number, Uuid>();
  for (const [place, ring] of rings.entries()) {
    const [id, found] = [ids[place] as Uuid, ring === undefined ? undefined : smallest.get(ring)];
    if (ring !== undefined && (found === undefined || id < found)) smallest.set(ring, id);
  }
  return rings.map((ring) => (ring === undefined ? undefined : smallest.get(ring)));
}

/** For each node how many edges hang on it, other than who owns it and what it is part of. */
export function countConnections({ nodes, edges }: MergedGraph): number[] {
  const counts = nodes.map(() => 0);
  for (const { type, from, to } of edges)
    if (type !== 'owns' && type !== 'partOf')
      for (const end of [from, to]) if (end < counts.length) counts[end] = (counts[end] ?? 0) + 1;
  return counts;
}

/** The node as it is to be stored. `old`: what is stored of it. */
export function toStored(
  { names: _, ...node }: MergedNode,
  known: {
    id: Uuid;
    ringId: Uuid | null;
    connections: number;
    old: StoredNode | undefined;
    occasion: Occasion;
  },
): StoredNode {
  const { id, ringId, connections, old, occasion } = known;
  const isSeen = old === undefined || node.sources.includes(occasion.source);
  return {
    ...node,
    id,
    ringId,
    connections,
    fieldKeys: [...new Set(node.fields.flatMap(({ path }) => fieldKeys(path)))],
    lastSeenAt: isSeen ? occasion.at : old.lastSeenAt,
    vanishedAt: null,
  };
}

/** All that is said of it, as text. */
export const contentOf = (node: StoredNode): string =>
  JSON.stringify([
    ...[node.name, node.aliases, node.description, node.type, node.tags, node.links, node.protocols],
    ...[node.fields, node.fieldKeys, node.facts, node.places, node.sources, node.vanishedAt],
  ]);

/** Whether it lies on the same ring, with as many connections. */
export const hasFiguresOf = (node: StoredNode, other: StoredNode): boolean =>
  node.ringId === other.ringId && node.connections === other.connections;
