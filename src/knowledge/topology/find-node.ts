import type { Context } from '../../core/context.ts';
import type { GraphEdge, GraphNode, NodeKind, RelationType } from '../../core/topology.ts';
import type { Db } from '../../db/db.ts';
import { runQueries, runQuery } from '../../store/query.ts';
import { selectEdgesOf } from '../../store/topology-edges.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { selectNamed, selectNodes } from '../../store/topology-nodes.ts';
import { fitName } from '../../topology/merge/fit-draft.ts';
import { noSuch, readableGraph } from './graph-access.ts';

const RELATIONS = [
  ...(['publishes', 'subscribes', 'calls', 'dependsOn', 'provides', 'consumes'] as const),
  ...(['owns', 'partOf', 'carries'] as const),
] satisfies readonly RelationType[];

/** A thing with how it hangs together with others. */
export interface NodeView {
  readonly node: GraphNode;
  /** From it. */
  readonly out: readonly GraphEdge[];
  /** To it. */
  readonly in: readonly GraphEdge[];
  /** What a topic carries, by name. */
  readonly messages: readonly GraphNode[];
}

/**
 * What is known under that name, or else that alias. Throws `forbidden`, or `not_found` whose subject is the kind, or
 * `project`.
 */
export async function findNode(
  db: Db,
  context: Context,
  reference: string,
  kind: NodeKind,
  name: string,
): Promise<NodeView> {
  const key = await readableGraph(db, context, reference);
  const [node] = await runQuery(db, { tenantId: key.tenantId }, selectNamed(key, kind, fitName(name)));
  if (node === undefined) throw noSuch(kind);
  return viewOf(db, key, node);
}

export async function viewOf(db: Db, key: ProjectKey, node: GraphNode): Promise<NodeView> {
  const scope = { tenantId: key.tenantId };
  const [out, into] = await runQueries(db, scope, [
    selectEdgesOf(key, node.id, 'out', RELATIONS),
    selectEdgesOf(key, node.id, 'in', RELATIONS),
  ]);
  const carried = out.filter(({ type }) => type === 'carries').map(({ to }) => to.id);
  const messages = carried.length === 0 ? [] : await runQuery(db, scope, selectNodes(key, carried));
  return { node, out, in: into, messages };
}
