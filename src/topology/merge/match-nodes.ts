import type { Uuid } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import type { StoredNode } from '../../store/topology-rows.ts';
import type { MergedNode } from './merged-graph.ts';
import { thingId } from './named-things.ts';

export interface MatchedNodes {
  /** For each merged node its id, new or stored. */
  readonly ids: readonly Uuid[];
  /** For each merged node what is stored of it. */
  readonly stored: readonly (StoredNode | undefined)[];
  /** Stored nodes that stand for the same as another now, and the place of the merged node that they went into. */
  readonly absorbed: ReadonlyMap<StoredNode, number>;
}

/**
 * Finds every merged node among the stored ones: by one of its names, and where none of them is stored, as the one node
 * that has such an alias and is not mentioned any more, which was called anew: one that was there until now before one
 * that had vanished.
 */
export function matchNodes(stored: readonly StoredNode[], merged: readonly MergedNode[]): MatchedNodes {
  const byName = new Map(stored.map((node) => [thingId(node), node]));
  const absorbed = new Map<StoredNode, number>();
  const taken = new Set<StoredNode>();
  const found = merged.map((node, place) => {
    const candidates = node.names
      .flatMap((name) => byName.get(thingId({ kind: node.kind, name })) ?? [])
      .sort(byFitness(node.name));
    for (const candidate of candidates) taken.add(candidate);
    for (const other of candidates.slice(1)) absorbed.set(other, place);
    return candidates[0];
  });
  const renamed = renamedNodes(stored.filter((node) => !taken.has(node)));
  const matches = found.map((match, place) => match ?? renamed(merged[place] as MergedNode));
  return { ids: matches.map((match) => match?.id ?? newId()), stored: matches, absorbed };
}

const byFitness = (name: string) => (one: StoredNode, other: StoredNode) =>
  Number(one.vanishedAt !== null) - Number(other.vanishedAt !== null) ||
  Number(other.name === name) - Number(one.name === name) ||
  (one.id < other.id ? -1 : 1);

function renamedNodes(unmentioned: readonly StoredNode[]): (node: MergedNode) => StoredNode | undefined {
  const byAlias = new Map<string, StoredNode[]>();
  for (const node of unmentioned)
    for (const alias of node.aliases) {
      const id = thingId({ kind: node.kind, name: alias });
      byAlias.set(id, [...(byAlias.get(id) ?? []), node]);
    }
  const given = new Set<StoredNode>();
  return ({ kind, names }) => {
    const found = [...new Set(names.flatMap((name) => byAlias.get(thingId({ kind, name })) ?? []))];
    const live = found.filter(({ vanishedAt }) => vanishedAt === null);
    const [only, another] = live.length > 0 ? live : found;
    if (only === undefined || another !== undefined || given.has(only)) return undefined;
    given.add(only);
    return only;
  };
}
