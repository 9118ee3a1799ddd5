import type { Context } from '../../core/context.ts';
import type { NodeKind } from '../../core/topology.ts';
import type { Db } from '../../db/db.ts';
import { runQuery } from '../../store/query.ts';
import { selectNamed } from '../../store/topology-nodes.ts';
import { deleteNode } from '../../topology/merge/delete-node.ts';
import { fitName } from '../../topology/merge/fit-draft.ts';
import { dropUnusedMessages } from './drop-unused-messages.ts';
import { viewOf } from './find-node.ts';
import { noSuch, writableGraph } from './graph-access.ts';

/**
 * Takes a thing with its relationships out of the graph, whoever said it; an import that mentions it brings it back.
 * Throws as `findNode`.
 */
export async function removeNode(
  db: Db,
  context: Context,
  reference: string,
  kind: NodeKind,
  name: string,
): Promise<void> {
  const key = await writableGraph(db, context, reference);
  const { tenantId, projectId } = key;
  const by = context.actor;
  const [node] = await runQuery(db, { tenantId }, selectNamed(key, kind, fitName(name)));
  if (node === undefined) throw noSuch(kind);
  const { messages } = await viewOf(db, key, node);
  if (!(await deleteNode(db, tenantId, projectId, { kind, name: node.name, by }))) throw noSuch(kind);
  await dropUnusedMessages(db, key, messages, by);
}
