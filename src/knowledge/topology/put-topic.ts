import type { Context } from '../../core/context.ts';
import type { GraphNode } from '../../core/topology.ts';
import type { Db } from '../../db/db.ts';
import { runQuery } from '../../store/query.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { selectNamed } from '../../store/topology-nodes.ts';
import { fitName } from '../../topology/merge/fit-draft.ts';
import { upsertNode } from '../../topology/merge/write-node.ts';
import { dropUnusedMessages } from './drop-unused-messages.ts';
import { viewOf } from './find-node.ts';
import { writableGraph } from './graph-access.ts';
import { messageDraft, type TopicSaying, topicDrafts } from './node-saying.ts';
import type { PutNode } from './put-service.ts';

/**
 * Makes this what callers say of a topic and of its messages, which topics can share; messages that only this topic had
 * go with it. Throws as `putService`.
 */
export async function putTopic(
  db: Db,
  context: Context,
  reference: string,
  name: string,
  saying: TopicSaying,
): Promise<PutNode> {
  const key = await writableGraph(db, context, reference);
  const { tenantId, projectId } = key;
  const by = context.actor;
  const before = await messagesOf(db, key, name);
  for (const message of saying.messages) {
    const node = messageDraft(message);
    if (node !== undefined) await upsertNode(db, tenantId, projectId, { node, relations: [], by });
  }
  const { node, isNew } = await upsertNode(db, tenantId, projectId, { ...topicDrafts(name, saying), by });
  const view = await viewOf(db, key, node);
  const kept = new Set(view.messages.map(({ id }) => id));
  const gone = before.filter(({ id }) => !kept.has(id));
  await dropUnusedMessages(db, key, gone, by);
  return { ...view, isNew };
}

async function messagesOf(db: Db, key: ProjectKey, name: string): Promise<readonly GraphNode[]> {
  const [topic] = await runQuery(db, { tenantId: key.tenantId }, selectNamed(key, 'topic', fitName(name)));
  return topic === undefined ? [] : (await viewOf(db, key, topic)).messages;
}
