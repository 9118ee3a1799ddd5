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

export const NODE_COLUMNS = `n.id, n.kind, n.name, n.aliases, n.description, n.type, n.tags, n.links, n.protocols, n.fields,
  n.facts, n.places, n.last_seen_at as "lastSeenAt", n.vanished_at as "vanishedAt"`;

/** The rows of `sql` as one of JSON: thousands of rows take several times as long to be sent and read. */
export const asJson = (sql: string): string =>
  `select coalesce(json_agg(rows), '[]') as rows from (${sql}) rows`;

export const jsonRows = (rows: Record<string, unknown>[]): Record<string, unknown>[] =>
  (rows[0]?.rows ?? []) as Record<string, unknown>[];

export const jsonTime = (value: unknown): Date | null => (value === null ? null : new Date(String(value)));

/** Reads what `asJson` makes of `NODE_COLUMNS`. */
export const readNodes = (rows: Record<string, unknown>[]): GraphNode[] =>
  jsonRows(rows).map(
    (row) =>
      ({ ...row, lastSeenAt: jsonTime(row.lastSeenAt), vanishedAt: jsonTime(row.vanishedAt) }) as GraphNode,
  );

/** Of `topology_edges e` with its ends as `EDGE_ENDS` joins them. */
export const EDGE_COLUMNS = `e.id, e.type, e.details, e.places, e.last_seen_at as "lastSeenAt",
  e.vanished_at as "vanishedAt", f.id as from_id, f.kind as from_kind, f.name as from_name, t.id as to_id,
  t.kind as to_kind, t.name as to_name`;

export const EDGE_ENDS = `join topology_nodes f
    on f.tenant_id = e.tenant_id and f.project_id = e.project_id and f.id = e.from_id
  join topology_nodes t on t.tenant_id = e.tenant_id and t.project_id = e.project_id and t.id = e.to_id`;

const readEnd = (row: Record<string, unknown>, end: 'from' | 'to'): GraphEdge['from'] => ({
  id: String(row[`${end}_id`]),
  kind: row[`${end}_kind`] as GraphNode['kind'],
  name: String(row[`${end}_name`]),
});

/** Reads what `asJson` makes of `EDGE_COLUMNS`. */
export const readEdges = (rows: Record<string, unknown>[]): GraphEdge[] =>
  jsonRows(rows).map((row) => ({
    id: String(row.id),
    type: row.type as GraphEdge['type'],
    from: readEnd(row, 'from'),
    to: readEnd(row, 'to'),
    details: row.details as string[],
    places: row.places as GraphEdge['places'],
    lastSeenAt: jsonTime(row.lastSeenAt) as Date,
    vanishedAt: jsonTime(row.vanishedAt),
  }));
