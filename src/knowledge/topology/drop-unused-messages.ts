import type { GraphNode } from '../../core/topology.ts';
import type { Db } from '../../db/db.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { deleteNode } from '../../topology/merge/delete-node.ts';
import { viewOf } from './find-node.ts';
import { API_PLACE } from './graph-access.ts';

/** Ends messages that nothing has any more and that no file describes. */
export async function dropUnusedMessages(
  db: Db,
  key: ProjectKey,
  messages: readonly GraphNode[],
  by: string,
): Promise<void> {
  for (const message of messages) {
    if (message.places.some(({ file }) => file !== API_PLACE.file)) continue;
    const { out, in: into } = await viewOf(db, key, message);
    if (out.length + into.length > 0) continue;
    await deleteNode(db, key.tenantId, key.projectId, { kind: 'message', name: message.name, by });
  }
}
