import type { Db } from '../../db/db.ts';
import { runQueries, runQuery } from '../../store/query.ts';
import { selectSharedTopics } from '../../store/topology-figures.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { selectNodes } from '../../store/topology-nodes.ts';
import type { TopologyGraph } from '../topology-graph.ts';

/** Topics with more than one service at them, and those, both in the order of names. */
export async function readSharedTopics(db: Db, key: ProjectKey): ReturnType<TopologyGraph['sharedTopics']> {
  const scope = { tenantId: key.tenantId };
  const rows = await runQuery(db, scope, selectSharedTopics(key));
  const serviceIdsAt = new Map(rows.map(({ topicId, serviceIds }) => [topicId, serviceIds]));
  const [topics, services] = await runQueries(db, scope, [
    selectNodes(key, [...serviceIdsAt.keys()]),
    selectNodes(key, [...new Set(rows.flatMap(({ serviceIds }) => serviceIds))]),
  ]);
  const placed = new Map(services.map((service, place) => [service.id, { service, place }]));
  return topics.map((topic) => ({
    topic,
    services: (serviceIdsAt.get(topic.id) ?? [])
      .flatMap((id) => placed.get(id) ?? [])
      .sort((one, other) => one.place - other.place)
      .map(({ service }) => service),
  }));
}
