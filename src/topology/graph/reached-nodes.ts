import type { Uuid } from '../../core/ids.ts';
import type { GraphEdge, GraphNode } from '../../core/topology.ts';
import type { Db } from '../../db/db.ts';
import { runQueries, runQuery } from '../../store/query.ts';
import { selectEdges } from '../../store/topology-edges.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { selectNodes } from '../../store/topology-nodes.ts';
import { type ReachedRow, selectReached } from '../../store/topology-reach.ts';
import type { GraphPath, Reached } from '../topology-graph.ts';

/** What a failure reaches or what a node needs, nearest first and then in the order of names, with a shortest way to each. */
export async function readReached(
  db: Db,
  key: ProjectKey,
  which: 'affected' | 'needed',
  id: Uuid,
  maxHops: number,
): Promise<Reached[]> {
  const scope = { tenantId: key.tenantId };
  const rows = await runQuery(db, scope, selectReached(key, which, id, maxHops));
  const edgeIds = [...new Set(rows.flatMap(({ edges }) => edges))];
  const [nodes, edges] = await runQueries(db, scope, [
    selectNodes(
      key,
      rows.map((row) => row.id),
    ),
    selectEdges(key, edgeIds),
  ]);
  return joinReached(id, rows, nodes, edges);
}

function joinReached(
  start: Uuid,
  rows: readonly ReachedRow[],
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): Reached[] {
  const edgeOf = new Map(edges.map((edge) => [edge.id, edge]));
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const pathTo = new Map<Uuid, GraphPath>([[start, []]]);
  const reached: Reached[] = [];
  // Nearer ones come first, so the way to where a row begins is known.
  for (const row of rows) {
    const last = row.edges.flatMap((edge) => edgeOf.get(edge) ?? []);
    const before = pathTo.get(beginOf(row.id, last));
    const node = nodeOf.get(row.id);
    // An import may have taken it away in between.
    if (before === undefined || node === undefined || last.length !== row.edges.length) continue;
    const path = [...before, ...last];
    pathTo.set(row.id, path);
    reached.push({ node, hops: row.hops, path });
  }
  const order = new Map(nodes.map(({ id }, place) => [id, place]));
  const placeOf = ({ node }: Reached) => order.get(node.id) ?? 0;
  return reached.sort((one, other) => one.hops - other.hops || placeOf(one) - placeOf(other));
}

/** Where a way of one or two edges to the node begins. */
function beginOf(end: Uuid, way: readonly GraphEdge[]): Uuid {
  return way.reduceRight((at, { from, to }) => (from.id === at ? to.id : from.id), end);
}
