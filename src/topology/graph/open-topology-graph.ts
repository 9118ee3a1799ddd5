import type { Uuid } from '../../core/ids.ts';
import {
  type GraphChange,
  NODE_KINDS,
  type NodeKind,
  RELATION_TYPES,
  type RelationType,
} from '../../core/topology.ts';
import type { Db } from '../../db/db.ts';
import { type Query, runQuery } from '../../store/query.ts';
import { selectEdges, selectEdgesOf } from '../../store/topology-edges.ts';
import { selectCounts, selectMostConnected, selectWithout } from '../../store/topology-figures.ts';
import { type ProjectKey, selectChanges, selectLastChanges } from '../../store/topology-imports.ts';
import { MAX_LISTED, selectNames, selectNodes, selectNodesOfKind } from '../../store/topology-nodes.ts';
import { selectDistance, selectPaths } from '../../store/topology-paths.ts';
import { selectRingSteps } from '../../store/topology-rings.ts';
import type { GraphPath, TopologyGraph } from '../topology-graph.ts';
import { keptAnswer } from './kept-answers.ts';
import { listRings } from './list-rings.ts';
import { readMessagesWithField } from './messages-with-field.ts';
import { readReached } from './reached-nodes.ts';
import { readSharedTopics } from './shared-topics.ts';

/** How far a failure is followed. */
const MAX_HOPS = 50;
/** Of a way between two nodes. */
const MAX_PATH_HOPS = 20;
const MAX_PATHS = 200;
const MAX_CHANGES = 10_000;
const COUNTED: readonly (NodeKind | RelationType)[] = [...NODE_KINDS, ...RELATION_TYPES];

const atMost = (wanted: number, most: number): number => Math.max(0, Math.min(Math.trunc(wanted), most));

/** How many names weigh as much as a whole node, and as an edge, where an answer is kept. */
const NODE_WEIGHT = 5;
const EDGE_WEIGHT = 3;

/**
 * The graph of a project as it is now: read from the store with every question, or, where a question is about the whole
 * graph, once for each version of it.
 */
export function openTopologyGraph(db: Db, tenantId: Uuid, projectId: Uuid): TopologyGraph {
  const key: ProjectKey = { tenantId, projectId };
  const run = <T>(query: Query<T>): Promise<T> => runQuery(db, { tenantId }, query);
  const once = <T>(question: string, read: () => Promise<T>, weigh: (value: T) => number): Promise<T> =>
    keptAnswer(db, key, question, { read, weigh });

  async function toPaths(ways: readonly (readonly Uuid[])[]): Promise<GraphPath[]> {
    if (ways.length === 0) return [];
    const edges = new Map(
      (await run(selectEdges(key, [...new Set(ways.flat())]))).map((edge) => [edge.id, edge]),
    );
    const paths = ways.map((way) => way.flatMap((id) => edges.get(id) ?? []));
    // An import may have taken an edge away in between.
    return paths.filter((path, place) => path.length === ways[place]?.length);
  }

  return {
    names: () =>
      once(
        'names',
        () => run(selectNames(key)),
        (names) => names.length,
      ),
    nodes: (ids) => run(selectNodes(key, ids)),
    list: (kind, { tag = null, type = null, protocol = null, ownerId = null } = {}) =>
      run(selectNodesOfKind(key, kind, { tag, type, protocol, ownerId, after: null, limit: MAX_LISTED })),
    edges: (id, direction, types) => run(selectEdgesOf(key, id, direction, types)),
    affectedBy: (id, maxHops) => readReached(db, key, 'affected', id, atMost(maxHops, MAX_HOPS)),
    needs: (id, maxHops) => readReached(db, key, 'needed', id, atMost(maxHops, MAX_HOPS)),
    paths: async (from, to, { maxHops, limit }) => {
      const bounds = { maxHops: atMost(maxHops, MAX_PATH_HOPS), limit: atMost(limit, MAX_PATHS) };
      return toPaths(await findPaths(run, key, [from, to], bounds));
    },
    topicsWithout: (role) =>
      run(selectWithout(key, 'topic', role === 'publishers' ? 'publishes' : 'subscribes')),
    withoutOwner: (kind) => run(selectWithout(key, kind, 'owns')),
    sharedTopics: () =>
      once(
        'shared topics',
        () => readSharedTopics(db, key),
        (topics) => topics.reduce((sum, { services }) => sum + NODE_WEIGHT * (1 + services.length), 0),
      ),
    cycles: (limit) =>
      once(
        `cycles ${atMost(limit, MAX_PATHS)}`,
        async () => toPaths(listRings(await run(selectRingSteps(key)), atMost(limit, MAX_PATHS))),
        (paths) => EDGE_WEIGHT * paths.flat().length,
      ),
    mostConnected: async (limit) => {
      const found = await run(selectMostConnected(key, atMost(limit, MAX_LISTED)));
      return found.map(({ connections, ...node }) => ({ node, edges: connections }));
    },
    messagesWithField: (field) => readMessagesWithField(db, key, field),
    changes: (since, limit) => readChanges(db, key, since, atMost(limit, MAX_CHANGES)),
    counts: () =>
      once(
        'counts',
        async () => everyCount(await run(selectCounts(key))),
        () => 1,
      ),
  };
}

/** Longer ways are looked for only where there are too few of the shortest: their number grows with every edge. */
async function findPaths(
  run: <T>(query: Query<T>) => Promise<T>,
  key: ProjectKey,
  [from, to]: readonly [from: Uuid, to: Uuid],
  { maxHops, limit }: { readonly maxHops: number; readonly limit: number },
): Promise<Uuid[][]> {
  const shortest = from === to ? undefined : await run(selectDistance(key, from, to, maxHops));
  if (shortest === undefined || limit === 0) return [];
  for (let [most, more] = [shortest, 1]; ; more *= 2) {
    const ways = await run(selectPaths(key, from, to, { maxHops: most, limit }));
    if (ways.length === limit || most === maxHops) return ways;
    most = Math.min(maxHops, most + more);
  }
}

async function readChanges(
  db: Db,
  key: ProjectKey,
  since: Date | null,
  limit: number,
): Promise<GraphChange[]> {
  const query = since ? selectChanges(key, { since, after: null }, limit) : selectLastChanges(key, limit);
  const changes = await runQuery(db, { tenantId: key.tenantId }, query);
  return changes.map(({ position: _, ...change }) => change);
}

const everyCount = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries(COUNTED.map((what) => [what, counts.get(what) ?? 0])) as Record<
    NodeKind | RelationType,
    number
  >;
