import type { Db } from '../../db/db.ts';
import { runQuery } from '../../store/query.ts';
import { selectEdges } from '../../store/topology-edges.ts';
import { selectCarriers, selectWithField } from '../../store/topology-figures.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { fieldKeys, nameKey } from '../merge/name-key.ts';
import type { TopologyGraph } from '../topology-graph.ts';

/** Messages with a field of that name, whose edges tell which topics carry them and who publishes and subscribes there. */
export async function readMessagesWithField(
  db: Db,
  key: ProjectKey,
  field: string,
): ReturnType<TopologyGraph['messagesWithField']> {
  const scope = { tenantId: key.tenantId };
  const fieldKey = nameKey(field.trim().replaceAll('[]', ''));
  const messages = await runQuery(db, scope, selectWithField(key, fieldKey));
  if (messages.length === 0) return [];
  const ids = messages.map(({ id }) => id);
  const carriers = await runQuery(db, scope, selectCarriers(key, ids));
  const edgeIds = [...new Set(carriers.map(({ edgeId }) => edgeId))];
  const edges = new Map(
    (await runQuery(db, scope, selectEdges(key, edgeIds))).map((edge) => [edge.id, edge]),
  );
  const edgesOf = Map.groupBy(carriers, ({ messageId }) => messageId);
  return messages.map((message) => ({
    message,
    fields: message.fields.map(({ path }) => path).filter((path) => fieldKeys(path).includes(fieldKey)),
    edges: (edgesOf.get(message.id) ?? []).flatMap(({ edgeId }) => edges.get(edgeId) ?? []),
  }));
}
