import type { Uuid } from '../core/ids.ts';
import type { GraphEdge, GraphNode } from '../core/topology.ts';

/** A node with what only the making of the graph asks for. */
export interface StoredNode extends GraphNode {
  readonly sources: readonly string[];
  readonly fieldKeys: readonly string[];
  readonly ringId: Uuid | null;
  /** Edges from and to it, other than who owns it and what it is part of. */
  readonly connections: number;
}

/** An edge with the ids of what it joins. */
export interface StoredEdge extends Omit<GraphEdge, 'from' | 'to'> {
  readonly fromId: Uuid;
  readonly toId: Uuid;
  readonly sources: readonly string[];
}

const NODE_VALUES = `n.id, n.kind, n.name, n.aliases, n.description, n.type, n.tags, n.links, n.protocols, n.fields, n.facts,
  n.places, n.last_seen_at, n.vanished_at`;

/**
 * Rows of `sql` as one of JSON, each a list of `values`: thousands of rows take several times as long to be sent and
 * read, and keys would be a third of what is sent. The lists are made of what `sql` leaves, in its order.
 */
const asJson = (values: readonly string[], sql: string): string =>
  `select coalesce(json_agg(json_build_array(${values.join(', ')})), '[]') as rows from (${sql})`;

/** Nodes as `readNode` reads them, with `more` behind each. `rest`: what follows on `from topology_nodes n`. */
export const nodesSql = (rest: string, ...more: readonly string[]): string =>
  `${asJson([NODE_VALUES, ...more], `select n.* from topology_nodes n ${rest}`)} n`;

export const jsonRows = (rows: Record<string, unknown>[]): unknown[][] =>
  (rows[0]?.rows ?? []) as unknown[][];

const jsonTime = (value: unknown): Date | null => (value === null ? null : new Date(String(value)));

/** Reads a row of `nodesSql`; what stands behind the node is left. */
export function readNode(row: readonly unknown[]): GraphNode {
  const [
    id,
    kind,
    name,
    aliases,
    description,
    type,
    tags,
    links,
    protocols,
    fields,
    facts,
    places,
    seen,
    gone,
  ] = row;
  const texts = { id, kind, name, aliases, description, type, tags, links, protocols, fields, facts, places };
  return { ...texts, lastSeenAt: jsonTime(seen), vanishedAt: jsonTime(gone) } as GraphNode;
}

export const readNodes = (rows: Record<string, unknown>[]): GraphNode[] => jsonRows(rows).map(readNode);

const EDGE_VALUES = 'e.id, e.type, e.details, e.places, e.last_seen_at, e.vanished_at, e.from_id, e.to_id';

/** Edges of `sql`, all columns of each, as `readEdge` reads them, with `more` behind each. */
export const edgesSql = (sql: string, ...more: readonly string[]): string =>
  `${asJson([EDGE_VALUES, ...more], sql)} e`;

const END_VALUES = ['e.from_kind', 'e.from_name', 'e.to_kind', 'e.to_name'];

/** Edges with their ends as `readEdges` reads them; `f` and `t` are the nodes that they lead from and to. */
export const joinedEdgesSql = (rest: string): string =>
  `${asJson(
    [EDGE_VALUES, ...END_VALUES],
    `select e.*, f.kind as from_kind, f.name as from_name, t.kind as to_kind, t.name as to_name from topology_edges e
    join topology_nodes f on f.tenant_id = e.tenant_id and f.project_id = e.project_id and f.id = e.from_id
    join topology_nodes t on t.tenant_id = e.tenant_id and t.project_id = e.project_id and t.id = e.to_id ${rest}`,
  )} e`;

/** An edge with the ids of its ends. */
export type BareEdge = Omit<StoredEdge, 'sources'>;

/** Reads a row of `edgesSql`; what stands behind the edge is left. */
export function readEdge(row: readonly unknown[]): BareEdge {
  const [id, type, details, places, seen, gone, fromId, toId] = row;
  return {
    id,
    type,
    details,
    places,
    fromId,
    toId,
    lastSeenAt: jsonTime(seen),
    vanishedAt: jsonTime(gone),
  } as BareEdge;
}

/** The edge between what it joins. */
export const joinEnds = (
  { fromId: _, toId: __, ...edge }: BareEdge,
  from: GraphEdge['from'],
  to: GraphEdge['to'],
): GraphEdge => ({ ...edge, from, to });

/** Reads what `joinedEdgesSql` gives. */
export const readEdges = (rows: Record<string, unknown>[]): GraphEdge[] =>
  jsonRows(rows).map((row) => {
    const edge = readEdge(row);
    const [fromKind, fromName, toKind, toName] = row.slice(-END_VALUES.length);
    const [from, to] = [
      { id: edge.fromId, kind: fromKind, name: fromName },
      { id: edge.toId, kind: toKind, name: toName },
    ] as [GraphEdge['from'], GraphEdge['to']];
    return joinEnds(edge, from, to);
  });
