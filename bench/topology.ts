import type { Uuid } from '../src/core/ids.ts';
import type {
  NodeDraft,
  NodeKind,
  RelationDraft,
  RelationType,
  TopologyDraft,
} from '../src/core/topology.ts';
import type { Db } from '../src/db/db.ts';
import { openDb } from '../src/db/open.ts';
import { runQuery } from '../src/store/query.ts';
import type { ProjectKey } from '../src/store/topology-imports.ts';
import { type StoredName, selectNames } from '../src/store/topology-nodes.ts';
import { openTopologyGraph } from '../src/topology/graph/open-topology-graph.ts';
import { applyImport } from '../src/topology/merge/apply-import.ts';
import { deleteNode } from '../src/topology/merge/delete-node.ts';
import { upsertNode } from '../src/topology/merge/write-node.ts';
import type { TopologyGraph } from '../src/topology/topology-graph.ts';
import { newTopologyProject } from '../test/support/topology-drafts.ts';
import { quantile } from './support/load.ts';
import { rowPrinter } from './support/print-row.ts';
import { withStore } from './support/with-store.ts';

const SERVICES = 5_000;
const DOMAIN = 50;
const TOPICS = 1_500;
const ROUNDS = 60;
const MAX_HOPS = 10;

/** The same numbers in every run: Park and Miller, “Random Number Generators: Good Ones Are Hard to Find” (1988). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

type Shape = 'domains' | 'tangle';

const place = (line: number) => ({ file: 'made.json', line });
const serviceName = (number: number) => `service-number-${number}`;

function made(kind: NodeKind, name: string, line: number, more: Partial<NodeDraft> = {}): NodeDraft {
  return {
    ...{
      kind,
      name,
      aliases: [],
      description: `What ${name} is there for.`,
      type: null,
      tags: ['made'],
      links: [],
    },
    ...{ protocols: [], fields: [], facts: {}, place: place(line) },
    ...more,
  };
}

const fieldsOf = (number: number): NodeDraft['fields'] =>
  ['id', 'createdAt', `order.line${number % 40}`, 'order.total', 'customer.id', 'customer.mail'].map(
    (path) => ({
      ...{ path, type: 'string', description: null, isRequired: true },
    }),
  );

/**
 * `domains`: services call what lies deeper in their own part of the company, one call in ten goes to one of a few shared
 * ones. `tangle`: everyone calls anyone, so that nearly all hang on nearly all.
 */
export function madeTopology(shape: Shape): TopologyDraft {
  const random = randomNumbers(7);
  const nodes: NodeDraft[] = [];
  const relations: RelationDraft[] = [];
  const relate = (from: [NodeKind, string], type: RelationType, to: [NodeKind, string]) =>
    relations.push({
      ...{ type, from: { kind: from[0], name: from[1] }, to: { kind: to[0], name: to[1] } },
      ...{ detail: null, place: place(relations.length + 1) },
    });
  const near = (service: number): number => {
    if (shape === 'tangle') return random(SERVICES);
    if (random(10) === 0) return random(20) * DOMAIN + DOMAIN - 1;
    const start = service - (service % DOMAIN);
    return start + Math.min(DOMAIN - 1, (service % DOMAIN) + random(12));
  };
  const topicNear = (service: number) =>
    `topic.${shape === 'tangle' ? random(TOPICS) : Math.floor(service / DOMAIN) * 15 + random(15)}`;
  for (let n = 0; n < SERVICES; n++) {
    nodes.push(made('service', serviceName(n), n + 1));
    relate(['owner', `team-${Math.floor(n / 25)}`], 'owns', ['service', serviceName(n)]);
    for (const type of n % 2 ? (['calls', 'dependsOn'] as const) : (['calls'] as const))
      relate(['service', serviceName(n)], type, ['service', serviceName(near(n))]);
    for (const type of n % 5 ? (['subscribes'] as const) : (['publishes'] as const))
      relate(['service', serviceName(n)], type, ['topic', topicNear(n)]);
  }
  for (let n = 0; n < TOPICS; n++) {
    nodes.push(made('topic', `topic.${n}`, n + 1, { protocols: ['kafka'] }));
    nodes.push(made('message', `Message${n}`, n + 1, { fields: fieldsOf(n) }));
    relate(['topic', `topic.${n}`], 'carries', ['message', `Message${n}`]);
  }
  while (relations.length < 20_000) {
    const from = random(SERVICES);
    relate(['service', serviceName(from)], 'calls', ['service', serviceName(near(from))]);
  }
  return { format: 'parley', nodes, relations, warnings: [] };
}

type Pair = readonly [from: Uuid, to: Uuid];
type Ask = (graph: TopologyGraph, pick: (kind: NodeKind) => Uuid, pair: () => Pair) => Promise<unknown>;

const QUESTIONS: readonly (readonly [name: string, ask: Ask])[] = [
  ['names', (graph) => graph.names()],
  ['nodes (10)', (graph, pick) => graph.nodes(Array.from({ length: 10 }, () => pick('service')))],
  ['list topics', (graph) => graph.list('topic')],
  ['list by owner', (graph, pick) => graph.list('service', { ownerId: pick('owner') })],
  [
    'edges out',
    (graph, pick) => graph.edges(pick('service'), 'out', ['calls', 'dependsOn', 'publishes', 'subscribes']),
  ],
  ['edges in', (graph, pick) => graph.edges(pick('topic'), 'in', ['publishes', 'subscribes'])],
  ['affectedBy', (graph, pick) => graph.affectedBy(pick('service'), MAX_HOPS)],
  ['needs', (graph, pick) => graph.needs(pick('service'), MAX_HOPS)],
  ['paths (1)', (graph, _, pair) => graph.paths(...pair(), { maxHops: MAX_HOPS, limit: 1 })],
  ['paths (10)', (graph, _, pair) => graph.paths(...pair(), { maxHops: MAX_HOPS, limit: 10 })],
  ['no publisher', (graph) => graph.topicsWithout('publishers')],
  ['no owner', (graph) => graph.withoutOwner('service')],
  ['shared topics', (graph) => graph.sharedTopics()],
  ['cycles (20)', (graph) => graph.cycles(20)],
  ['most connected', (graph) => graph.mostConnected(10)],
  ['field', (graph) => graph.messagesWithField('line7')],
  ['changes (100)', (graph) => graph.changes(null, 100)],
  ['counts', (graph) => graph.counts()],
];

/** Pairs of services of which the first can reach the second. */
async function reachablePairs(graph: TopologyGraph, pick: (kind: NodeKind) => Uuid): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let tries = 0; tries < 60; tries++) {
    const from = pick('service');
    const ends = (await graph.needs(from, 5)).filter(({ node }) => node.kind === 'service');
    const end = ends[(tries * 7) % Math.max(1, ends.length)];
    if (end) pairs.push([from, end.node.id]);
  }
  return pairs;
}

const row = rowPrinter(16, 10, 10, 10, 12, 12);

async function askAll(graph: TopologyGraph, all: readonly StoredName[]): Promise<void> {
  const names = Map.groupBy(all, ({ kind }) => kind);
  const random = randomNumbers(11);
  const pick = (kind: NodeKind): Uuid => {
    const some = names.get(kind) ?? [];
    return some[random(some.length)]?.id ?? '';
  };
  row('question', 'first ms', 'p50 ms', 'p95 ms', 'CPU p50 ms', 'mean rows');
  const pairs = await reachablePairs(graph, pick);
  const pair = () => pairs[random(pairs.length)] as Pair;
  for (const [name, ask] of QUESTIONS) await measure(name, () => ask(graph, pick, pair));
}

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  const [times, used]: [number[], number[]] = [[], []];
  let rows = 0;
  const end = performance.now() + 4_000;
  for (let round = 0; round < ROUNDS && performance.now() < end; round++) {
    const [begun, since] = [performance.now(), process.cpuUsage()];
    const found = await work();
    times.push(performance.now() - begun);
    used.push(cpuMs(since));
    rows += Array.isArray(found) ? found.length : 1;
  }
  const first = times[0] ?? 0;
  for (const some of [times, used]) some.sort((one, other) => one - other);
  row(name, first, quantile(times, 0.5), quantile(times, 0.95), quantile(used, 0.5), rows / times.length);
}

/** What is said of one thing through the interface, and taken back. */
async function changeAll(db: Db, { tenantId, projectId }: ProjectKey): Promise<void> {
  const random = randomNumbers(13);
  const by = 'bench';
  const name = () => serviceName(random(SERVICES));
  const put = (description: string, relations: readonly RelationDraft[] = []) => {
    const own = name();
    const from = { kind: 'service', name: own } as const;
    const node = made('service', own, 1, { description });
    return upsertNode(db, tenantId, projectId, {
      ...{ node, by },
      relations: relations.map((relation) => ({ ...relation, from })),
    });
  };
  const calls = (): RelationDraft[] =>
    [name(), name()].map((to) => ({
      ...{ type: 'calls', from: { kind: 'service', name: '' }, to: { kind: 'service', name: to } },
      ...{ detail: null, place: place(1) },
    }));
  const writes: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['put, described', () => put(`Told ${random(1_000_000)}.`)],
    ['put, two calls', () => put(`Told ${random(1_000_000)}.`, calls())],
    ['delete', () => deleteNode(db, tenantId, projectId, { kind: 'service', name: name(), by })],
  ];
  for (const [what, write] of writes) await measure(what, write);
}

/** Of this process, the embedded store with it: how long a question takes where nobody else uses the machine. */
function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** How long questions to graphs of 5,000 services and 20,000 relationships take in the store. */
export async function benchTopology(): Promise<void> {
  const about = `${SERVICES} services, 20,000 relationships; questions asked one after the other`;
  await withStore(about, async ({ DATABASE_URL, PARLEY_DATA }) => {
    const db = await openDb({
      dataDir: PARLEY_DATA ?? '',
      ...(DATABASE_URL ? { databaseUrl: DATABASE_URL } : {}),
    });
    try {
      for (const shape of ['domains', 'tangle'] as const) {
        const { tenantId, projectId } = await newTopologyProject(db);
        const given = { source: 'made', drafts: [madeTopology(shape)], by: 'bench' };
        const begun = performance.now();
        const { nodes, relations } = await applyImport(db, tenantId, projectId, given);
        const imported = performance.now();
        await applyImport(db, tenantId, projectId, given);
        console.log(
          `\n${shape}: ${nodes.total} things, ${relations.total} relations; import ${Math.round(imported - begun)} ms, ` +
            `the same again ${Math.round(performance.now() - imported)} ms`,
        );
        const names = await runQuery(db, { tenantId }, selectNames({ tenantId, projectId }));
        await askAll(openTopologyGraph(db, tenantId, projectId), names);
        await changeAll(db, { tenantId, projectId });
      }
    } finally {
      await db.close();
    }
  });
}
