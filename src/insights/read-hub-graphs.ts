import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import {
  countHubs,
  selectDependencies,
  selectHubFacts,
  selectProjectsWithGraph,
} from '../store/insight-topology.ts';
import { runQueries, runQuery } from '../store/query.ts';
import { countDependents } from './count-dependents.ts';
import { type HubGraph, hasManyDependents } from './finders/find-quiet-hubs.ts';

const MOST_PROJECTS = 200;
/** Those with the most dependents. */
const MOST_HUBS = 100;

/** Of every project that has a graph, what many depend on. */
export async function* readHubGraphs(db: Db, tenantId: Uuid): AsyncGenerator<HubGraph> {
  const projects = await runQuery(db, { tenantId }, selectProjectsWithGraph(tenantId, MOST_PROJECTS));
  for (const { id: projectId, name: project } of projects) {
    const key = { tenantId, projectId };
    const [dependencies, nodes] = await runQueries(db, { tenantId }, [
      selectDependencies(key),
      countHubs(key),
    ]);
    const dependents = await countDependents(dependencies);
    const many = [...dependents]
      .filter(([, count]) => hasManyDependents(count, nodes))
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, MOST_HUBS);
    if (many.length === 0) continue;
    const ids = many.map(([id]) => id);
    const facts = await runQuery(db, { tenantId }, selectHubFacts(key, ids));
    const hubs = facts.map((hub) => ({ ...hub, dependents: dependents.get(hub.id) ?? 0 }));
    yield { projectId, project, nodes, hubs };
  }
}
