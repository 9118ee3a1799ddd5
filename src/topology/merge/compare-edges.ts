import { newId, type Uuid } from '../../core/ids.ts';
import type { RelationType } from '../../core/topology.ts';
import type { ChangeWrite } from '../../store/topology-imports.ts';
import type { StoredEdge } from '../../store/topology-rows.ts';
import type { StoredGraph } from './compare-graphs.ts';
import { describeEdgeChange, edgeWords } from './describe-changes.ts';
import type { MatchedNodes } from './match-nodes.ts';
import type { MergedEdge, MergedGraph, Occasion } from './merged-graph.ts';

interface EdgeComparison {
  readonly write: StoredEdge[];
  readonly move: StoredEdge[];
  readonly drop: Uuid[];
  readonly changes: ChangeWrite[];
}

const edgeKey = (type: RelationType, fromId: Uuid, toId: Uuid): string => `${type} ${fromId} ${toId}`;

/** The edges' part of `compareGraphs`. Edges of an absorbed node go over to the one that stands for it. */
export function compareEdges(
  stored: StoredGraph,
  merged: MergedGraph,
  matched: MatchedNodes,
  occasion: Occasion,
): EdgeComparison {
  const { kept, drop, moved } = moveEdges(stored.edges, matched);
  const ids = [...matched.ids, ...(stored.part?.outside ?? []).map(({ id }) => id)];
  const nameOf = namesById(stored, merged, matched);
  const found: EdgeComparison = { write: [], move: [], drop, changes: [] };
  const change = (action: ChangeWrite['action'], edge: StoredEdge, detail: string | null = null) => {
    const subject = edgeWords(nameOf(edge.fromId), edge.type, nameOf(edge.toId));
    found.changes.push({ action, kind: 'relation', subject, detail });
  };
  for (const edge of merged.edges) {
    const [fromId, toId] = [ids[edge.from] as Uuid, ids[edge.to] as Uuid];
    const key = edgeKey(edge.type, fromId, toId);
    const old = kept.get(key);
    kept.delete(key);
    const next = toStored(edge, { fromId, toId }, old, occasion);
    if (old && moved.has(old)) found.move.push(next);
    else if (old === undefined || contentOf(old) !== contentOf(next)) found.write.push(next);
    if (old === undefined) change('added', next);
    else if (old.vanishedAt !== null) change('returned', next);
    else {
      const detail = describeEdgeChange(old.details, next.details);
      if (detail !== null) change('changed', next, detail);
    }
  }
  for (const edge of kept.values()) {
    if (edge.vanishedAt === null) change('vanished', edge);
    const gone = { ...edge, vanishedAt: edge.vanishedAt ?? occasion.at };
    if (moved.has(edge)) found.move.push(gone);
    else if (edge.vanishedAt === null) found.write.push(gone);
  }
  return found;
}

function moveEdges(edges: readonly StoredEdge[], { ids, absorbed }: MatchedNodes) {
  const survivor = new Map([...absorbed].map(([{ id }, place]) => [id, ids[place] as Uuid]));
  const kept = new Map<string, StoredEdge>();
  const drop: Uuid[] = [];
  const moved = new Set<StoredEdge>();
  const isMoved = ({ fromId, toId }: StoredEdge) => survivor.has(fromId) || survivor.has(toId);
  for (const edge of edges) if (!isMoved(edge)) kept.set(edgeKey(edge.type, edge.fromId, edge.toId), edge);
  for (const edge of edges.filter(isMoved)) {
    const fromId = survivor.get(edge.fromId) ?? edge.fromId;
    const toId = survivor.get(edge.toId) ?? edge.toId;
    const key = edgeKey(edge.type, fromId, toId);
    if (fromId === toId || kept.has(key)) drop.push(edge.id);
    else {
      const next = { ...edge, fromId, toId };
      kept.set(key, next);
      moved.add(next);
    }
  }
  return { kept, drop, moved };
}

function namesById(
  { nodes, part }: StoredGraph,
  merged: MergedGraph,
  { ids }: MatchedNodes,
): (id: Uuid) => string {
  const names = new Map([...nodes, ...(part?.outside ?? [])].map(({ id, name }) => [id, name]));
  for (const [place, { name }] of merged.nodes.entries()) names.set(ids[place] as Uuid, name);
  return (id) => names.get(id) ?? '';
}

function toStored(
  { type, details, places, sources }: MergedEdge,
  ends: { fromId: Uuid; toId: Uuid },
  old: StoredEdge | undefined,
  { source, at }: Occasion,
): StoredEdge {
  const lastSeenAt = old === undefined || sources.includes(source) ? at : old.lastSeenAt;
  return { id: old?.id ?? newId(), type, ...ends, details, places, sources, lastSeenAt, vanishedAt: null };
}

const contentOf = ({ details, places, sources, vanishedAt }: StoredEdge): string =>
  JSON.stringify([details, places, sources, vanishedAt]);
