import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { onEachEngine } from '../../../test/support/on-each-engine.ts';
import { draft, newTopologyProject, relation } from '../../../test/support/topology-drafts.ts';
import type { RelationType } from '../../core/topology.ts';
import { applyImport } from '../merge/apply-import.ts';
import type { GraphPath, TopologyGraph } from '../topology-graph.ts';
import { openTopologyGraph } from './open-topology-graph.ts';

interface Edge {
  readonly from: string;
  readonly type: RelationType;
  readonly to: string;
}

const SERVICES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((letter) => `node-${letter}`);
const TOPICS = ['topic:t1', 'topic:t2', 'topic:t3'];
const APIS = ['api:x1', 'api:x2'];
const plain = (name: string) => name.replace(/^(topic|api):/, '');

const service = fc.constantFrom(...SERVICES);
const edge = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      from: service,
      type: fc.constantFrom<RelationType>('calls', 'dependsOn'),
      to: service,
    }),
  },
  fc.record({
    from: service,
    type: fc.constantFrom<RelationType>('publishes', 'subscribes'),
    to: fc.constantFrom(...TOPICS),
  }),
  fc.record({
    from: service,
    type: fc.constantFrom<RelationType>('provides', 'consumes'),
    to: fc.constantFrom(...APIS),
  }),
);
const graphs = fc.uniqueArray(edge, {
  ...{ minLength: 1, maxLength: 24 },
  selector: ({ from, type, to }) => `${from} ${type} ${to}`,
});

const NEEDS: readonly RelationType[] = ['calls', 'dependsOn', 'consumes', 'subscribes'];
const GIVES: readonly RelationType[] = ['provides', 'publishes'];

/** One level after the other, as it is said in words. */
function affectedBy(edges: readonly Edge[], start: string): Map<string, number> {
  const hops = new Map([[start, 0]]);
  for (let [level, hop] = [[start], 1]; level.length > 0; hop++) {
    const down = [
      ...level,
      ...edges.filter(({ from, type }) => level.includes(from) && GIVES.includes(type)).map(({ to }) => to),
    ];
    const next = edges
      .filter(({ to, type }) => down.includes(to) && NEEDS.includes(type))
      .map(({ from }) => from);
    level = [...new Set(next)].filter((each) => !hops.has(each));
    for (const each of level) hops.set(each, hop);
  }
  hops.delete(start);
  return hops;
}

/** All simple ways as lists of names. */
function ways(edges: readonly Edge[], start: string, end: string, maxHops: number): string[][] {
  const steps = (at: string) => [
    ...edges
      .filter(
        ({ from, type }) => from === at && ['calls', 'dependsOn', 'consumes', 'publishes'].includes(type),
      )
      .map(({ to }) => to),
    ...edges
      .filter(({ to, type }) => to === at && ['subscribes', 'provides'].includes(type))
      .map(({ from }) => from),
  ];
  const walk = (way: readonly string[]): string[][] => {
    const at = way.at(-1) as string;
    if (at === end) return [[...way]];
    if (way.length > maxHops) return [];
    return [...new Set(steps(at))]
      .filter((next) => !way.includes(next))
      .flatMap((next) => walk([...way, next]));
  };
  return walk([start]).sort((one, other) => one.length - other.length);
}

/** Every elementary ring once, from its smallest name on. */
function rings(edges: readonly Edge[]): string[] {
  const steps = edges.filter(
    ({ from, type, to }) => from !== to && (type === 'calls' || type === 'dependsOn'),
  );
  const walk = (way: readonly string[]): string[] =>
    [...new Set(steps.filter(({ from }) => from === way.at(-1)).map(({ to }) => to))].flatMap((next) => {
      if (next === way[0]) return [way.join(' ')];
      return next > (way[0] as string) && !way.includes(next) ? walk([...way, next]) : [];
    });
  return SERVICES.flatMap((start) => walk([start])).sort();
}

/** The names along a path, which may walk an edge against its reading. */
function namesAlong(start: string, path: GraphPath): string[] {
  const names = [start];
  for (const { from, to } of path) {
    const at = names.at(-1);
    assert.ok(from.name === at || to.name === at, 'the edges of a path hang together');
    names.push(from.name === at ? to.name : from.name);
  }
  return names;
}

function ringText(path: GraphPath): string {
  const names = path.map(({ from }) => from.name);
  for (const [place, { to }] of path.entries()) assert.equal(to.name, names[(place + 1) % names.length]);
  const first = names.indexOf(names.toSorted()[0] as string);
  return [...names.slice(first), ...names.slice(0, first)].join(' ');
}

onEachEngine('questions to a random graph', (store) => {
  async function inGraph(
    edges: readonly Edge[],
    check: (graph: TopologyGraph, id: (name: string) => string) => Promise<void>,
  ): Promise<void> {
    const { tenantId, projectId } = await newTopologyProject(store());
    const relations = edges.map(({ from, type, to }) => relation(from, type, to));
    await applyImport(store(), tenantId, projectId, {
      source: 'made',
      drafts: [draft([], relations)],
      by: 'test',
    });
    const graph = openTopologyGraph(store(), tenantId, projectId);
    const ids = new Map((await graph.names()).map(({ name, id }) => [name, id]));
    await check(graph, (name) => ids.get(plain(name)) as string);
  }
  const real = (edges: readonly Edge[]) => edges.filter(({ from, to }) => from !== to);
  const members = (edges: readonly Edge[]) => [...new Set(real(edges).flatMap(({ from, to }) => [from, to]))];
  const runs = { numRuns: 25 };

  test('who is affected, through how many hops and by which way is what a walk by hand finds', () =>
    fc.assert(
      fc.asyncProperty(graphs, (edges) =>
        inGraph(edges, async (graph, id) => {
          const everyone = members(edges);
          const needed = new Map<string, string[]>();
          for (const name of everyone)
            for (const { node, hops, path } of await graph.needs(id(name), 50)) {
              needed.set(node.name, [...(needed.get(node.name) ?? []), `${plain(name)} ${hops}`]);
              assert.equal(namesAlong(plain(name), path).at(-1), node.name);
            }
          for (const name of everyone) {
            const found = await graph.affectedBy(id(name), 50);
            const expected = [...affectedBy(real(edges), name)].map(
              ([each, hops]) => `${plain(each)} ${hops}`,
            );
            assert.deepEqual(found.map(({ node, hops }) => `${node.name} ${hops}`).sort(), expected.sort());
            for (const { node, path } of found) assert.equal(namesAlong(plain(name), path).at(-1), node.name);
            // What is affected by X is just what needs X.
            assert.deepEqual((needed.get(plain(name)) ?? []).sort(), expected);
            const near = await graph.affectedBy(id(name), 1);
            assert.deepEqual(
              near.map(({ node }) => `${node.name} 1`).sort(),
              expected.filter((each) => each.endsWith(' 1')),
            );
          }
        }),
      ),
      runs,
    ));

  test('ways between two are all simple ones, the shortest first', () =>
    fc.assert(
      fc.asyncProperty(
        graphs,
        service,
        service,
        fc.integer({ min: 1, max: 8 }),
        (edges, start, end, maxHops) =>
          inGraph(edges, async (graph, id) => {
            if (start === end || !id(start) || !id(end)) return;
            const expected = ways(real(edges), start, end, maxHops).map((way) => way.map(plain));
            const found = await graph.paths(id(start), id(end), { maxHops, limit: 200 });
            const names = found.map((path) => namesAlong(start, path));
            assert.deepEqual(
              names.map((way) => way.length),
              expected.slice(0, 200).map((way) => way.length),
            );
            if (expected.length <= 200)
              assert.deepEqual(
                names.map((way) => way.join()).sort(),
                expected.map((way) => way.join()).sort(),
              );
            const [first] = await graph.paths(id(start), id(end), { maxHops, limit: 1 });
            assert.equal(first?.length, expected[0] && expected[0].length - 1);
          }),
      ),
      runs,
    ));

  test('every ring is found once', () =>
    fc.assert(
      fc.asyncProperty(graphs, (edges) =>
        inGraph(edges, async (graph) => {
          const expected = rings(edges);
          const found = await graph.cycles(200);
          const lengths = found.map((path) => path.length);
          assert.deepEqual(
            lengths,
            lengths.toSorted((one, other) => one - other),
          );
          if (expected.length <= 200) assert.deepEqual(found.map(ringText).sort(), expected);
          else assert.equal(found.length, 200);
        }),
      ),
      runs,
    ));
});
