import type { Uuid } from '../../core/ids.ts';
import type { GraphEdge } from '../../core/topology.ts';
import type { ChangeWrite } from '../../store/topology-imports.ts';
import type { StoredEdge, StoredNode } from '../../store/topology-rows.ts';
import { compareEdges } from './compare-edges.ts';
import { describeNodeChange } from './describe-changes.ts';
import { type MatchedNodes, matchNodes } from './match-nodes.ts';
import type { MergedGraph, MergedNode, Occasion } from './merged-graph.ts';
import { contentOf, countConnections, hasFiguresOf, ringIds, toStored } from './stored-content.ts';

export interface StoredGraph {
  readonly nodes: readonly StoredNode[];
  readonly edges: readonly StoredEdge[];
  /** Where only a part of the graph is compared. */
  readonly part?: StoredPart;
}

/** What of the rest a part of a graph touches. */
interface StoredPart {
  /** Nodes that edges of the part lead to, in the order of their places behind the merged nodes. */
  readonly outside: readonly GraphEdge['from'][];
  /** Nodes outside that have a name of a new node as an alias. */
  readonly aliased: readonly StoredNode[];
}

/** `move`: edges that hang on another node than before, and have to be written before the nodes are dropped. */
interface EdgeWrites {
  readonly write: readonly StoredEdge[];
  readonly move: readonly StoredEdge[];
  readonly drop: readonly Uuid[];
}

/** How the store becomes what was merged. */
export interface GraphComparison {
  /** Of each merged node. */
  readonly ids: readonly Uuid[];
  /** Those of nodes that were not there before, or had vanished. */
  readonly freshIds: readonly Uuid[];
  readonly nodes: { readonly write: readonly StoredNode[]; readonly drop: readonly Uuid[] };
  readonly edges: EdgeWrites;
  readonly changes: readonly ChangeWrite[];
}

/** What has to be written, and what of it is a change in words; nothing where the store says the same already. */
export function compareGraphs(stored: StoredGraph, merged: MergedGraph, occasion: Occasion): GraphComparison {
  const matched = matchNodes(stored.nodes, merged.nodes);
  const nodes = compareNodes(stored, merged, matched, occasion);
  const edges = compareEdges(stored, merged, matched, occasion);
  return {
    ids: matched.ids,
    freshIds: matched.ids.filter(
      (_, place) => (matched.stored[place]?.vanishedAt ?? null) !== null || !matched.stored[place],
    ),
    nodes: { write: nodes.write, drop: [...matched.absorbed.keys()].map(({ id }) => id) },
    edges,
    changes: [...nodes.changes, ...edges.changes],
  };
}

interface NodeComparison {
  readonly write: StoredNode[];
  readonly changes: ChangeWrite[];
}

function compareNodes(
  stored: StoredGraph,
  merged: MergedGraph,
  matched: MatchedNodes,
  occasion: Occasion,
): NodeComparison {
  // A part does not tell of rings that lead through the rest.
  const rings = stored.part ? matched.stored.map((old) => old?.ringId) : ringIds(merged, matched.ids);
  const connections = countConnections(merged);
  const absorbedInto = Map.groupBy(
    [...matched.absorbed].filter(([node]) => node.vanishedAt === null),
    ([, place]) => place,
  );
  const formerOf = formerNames(stored);
  const found: NodeComparison = { write: [], changes: [] };
  for (const [place, node] of merged.nodes.entries()) {
    const old = matched.stored[place];
    const id = matched.ids[place] as Uuid;
    const next = toStored(node, {
      id,
      ringId: rings[place] ?? null,
      connections: connections[place] ?? 0,
      old,
      occasion,
    });
    if (old === undefined || contentOf(old) !== contentOf(next)) found.write.push(next);
    else if (!hasFiguresOf(old, next)) found.write.push({ ...next, lastSeenAt: old.lastSeenAt });
    const absorbed = (absorbedInto.get(place) ?? []).map(([each]) => each.name);
    found.changes.push(...nodeChanges(old, next, absorbed, old ? undefined : formerOf(node)));
  }
  const kept = new Set<StoredNode | undefined>(matched.stored);
  for (const node of stored.nodes) {
    if (kept.has(node) || matched.absorbed.has(node) || node.vanishedAt !== null) continue;
    found.write.push({ ...node, ringId: null, vanishedAt: occasion.at });
    found.changes.push({ action: 'vanished', kind: node.kind, subject: node.name, detail: null });
  }
  return found;
}

function nodeChanges(
  old: StoredNode | undefined,
  node: StoredNode,
  absorbed: readonly string[],
  former: string | undefined,
): ChangeWrite[] {
  const change = { kind: node.kind, subject: node.name };
  const told = absorbed.map((name) => `“${name}” is the same`);
  if (old === undefined)
    return [{ ...change, action: 'added', detail: former ? `was taken for “${former}” before` : null }];
  const detail = [...told, describeNodeChange(old, node) ?? []].flat().join('; ') || null;
  if (old.vanishedAt !== null) return [{ ...change, action: 'returned', detail }];
  return detail === null ? [] : [{ ...change, action: 'changed', detail }];
}

/** By which name a stored node was called that a new one's name had been an alias of. */
function formerNames({ nodes, part }: StoredGraph): (node: MergedNode) => string | undefined {
  const byAlias = new Map<string, string>();
  const all = part ? [...nodes, ...part.aliased].sort((one, other) => (one.id < other.id ? -1 : 1)) : nodes;
  for (const { kind, name, aliases, vanishedAt } of all)
    if (vanishedAt === null) for (const alias of aliases) byAlias.set(`${kind}\0${alias}`, name);
  return ({ kind, names }) => names.flatMap((name) => byAlias.get(`${kind}\0${name}`) ?? []).at(0);
}
