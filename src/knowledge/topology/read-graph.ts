import type { Context } from '../../core/context.ts';
import { type GraphEdge, type GraphNode, NODE_KINDS } from '../../core/topology.ts';
import type { Db } from '../../db/db.ts';
import { runQueries } from '../../store/query.ts';
import { selectEdgePage } from '../../store/topology-edges.ts';
import { MAX_LISTED, selectNodesOfKind } from '../../store/topology-nodes.ts';
import { MAX_EDGES } from '../../topology/merge/graph-limits.ts';
import { readableGraph } from './graph-access.ts';

export interface WholeGraph {
  readonly nodes: readonly GraphNode[];
  /** Between nodes of the graph only. */
  readonly edges: readonly GraphEdge[];
}

const UNFILTERED = { tag: null, type: null, protocol: null, ownerId: null, after: null, limit: MAX_LISTED };

/** All that the project knows now, by kind and name. Throws `forbidden` or `not_found` (`project`). */
export async function readGraph(db: Db, context: Context, reference: string): Promise<WholeGraph> {
  const key = await readableGraph(db, context, reference);
  const [edges, ...lists] = await runQueries(db, { tenantId: key.tenantId }, [
    selectEdgePage(key, null, MAX_EDGES),
    ...NODE_KINDS.map((kind) => selectNodesOfKind(key, kind, UNFILTERED)),
  ]);
  const nodes = lists.flat();
  const ids = new Set(nodes.map(({ id }) => id));
  // An import that ends in between may bring edges of nodes that were read before.
  return { nodes, edges: edges.filter(({ from, to }) => ids.has(from.id) && ids.has(to.id)) };
}
