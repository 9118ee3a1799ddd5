import { type GraphEdge, type GraphNode, type NodeKind, RELATION_TYPES } from '../../../core/topology.ts';
import type { NodeName, TopologyGraph } from '../../topology-graph.ts';
import type { Plan } from '../plan/plan.ts';
import { MOST_FOLLOWED } from './collect-edges.ts';
import type { EdgeGroup, End, Facts } from './facts.ts';
import { runConditions } from './run-conditions.ts';
import { runList } from './run-list.ts';
import { runMost } from './run-most.ts';
import { runCheck, runRelated } from './run-relations.ts';

type PlanOf<Kind extends Plan['kind']> = Extract<Plan, { kind: Kind }>;

/** A chain of more hops is hardly one that somebody means. */
const MOST_HOPS = 20;
const MOST_CYCLES = 50;
const MOST_CHANGES = 500;

/** Asks the graph what a plan wants to know. */
export async function runPlan(plan: Plan, graph: TopologyGraph): Promise<Facts> {
  switch (plan.kind) {
    case 'related':
      return runRelated(plan, graph);
    case 'check':
      return runCheck(plan, graph);
    case 'reach':
      return runReach(plan, graph);
    case 'path':
      return runPath(plan, graph);
    case 'fields':
    case 'field':
      return runFields(plan, graph);
    case 'field use':
      return { kind: 'field use', plan, messages: await graph.messagesWithField(plan.field) };
    case 'topics without': {
      const facts = [];
      for (const role of plan.roles) facts.push({ role, topics: await graph.topicsWithout(role) });
      return { kind: 'topics without', plan, facts, total: (await graph.counts()).topic };
    }
    case 'without owner':
      return { kind: 'without owner', plan, nodes: await graph.withoutOwner(plan.of) };
    case 'shared topics':
      return { kind: 'shared topics', plan, topics: await graph.sharedTopics() };
    case 'compare':
      return runCompare(plan, graph);
    case 'cycles':
      return runCycles(plan, graph);
    case 'most':
      return runMost(plan, graph);
    case 'property':
      return { kind: 'property', plan, nodes: await graph.nodes(plan.of.map(({ id }) => id)) };
    case 'trait':
      return { kind: 'property', plan, nodes: await graph.nodes([plan.of.id]) };
    case 'list':
      return runList(plan, graph);
    case 'conditions':
      return runConditions(plan, graph);
    case 'count edges':
      return { kind: 'count edges', plan, counts: await graph.counts() };
    case 'describe':
      return runDescribe(plan, graph);
    case 'absent':
      return { kind: 'absent', plan };
    case 'changes': {
      const changes = await graph.changes(plan.since, MOST_CHANGES);
      return { kind: 'changes', plan, changes, isCut: changes.length === MOST_CHANGES };
    }
    case 'overview':
      return { kind: 'overview', plan, counts: await graph.counts() };
    case 'draw all':
      return runDrawAll(plan, graph);
  }
}

async function runReach(plan: PlanOf<'reach'>, graph: TopologyGraph): Promise<Facts> {
  const facts = [];
  const maxHops = Math.min(plan.maxHops ?? MOST_HOPS, MOST_HOPS);
  for (const of of plan.of) {
    const reached =
      plan.way === 'affected' ? await graph.affectedBy(of.id, maxHops) : await graph.needs(of.id, maxHops);
    const fitting = plan.only ? reached.filter(({ node }) => plan.only?.includes(node.kind)) : reached;
    facts.push({ of, reached: fitting.toSorted((a, b) => a.hops - b.hops) });
  }
  return { kind: 'reach', plan, facts };
}

const MOST_PATHS = 20;
const PATH_HOPS = 8;

async function runPath(plan: PlanOf<'path'>, graph: TopologyGraph): Promise<Facts> {
  const limit = plan.all ? MOST_PATHS + 1 : 1;
  const options = { maxHops: PATH_HOPS, limit };
  const paths = await graph.paths(plan.from.id, plan.to.id, options);
  const back =
    paths.length === 0 || plan.eitherWay
      ? await graph.paths(plan.to.id, plan.from.id, { ...options, limit: plan.eitherWay ? limit : 1 })
      : [];
  return {
    kind: 'path',
    plan,
    paths: paths.slice(0, MOST_PATHS),
    back: back.slice(0, MOST_PATHS),
    isCut: paths.length > MOST_PATHS,
  };
}

async function runFields(plan: PlanOf<'fields' | 'field'>, graph: TopologyGraph): Promise<Facts> {
  const facts = [];
  for (const of of plan.of) {
    const carriers = of.kind === 'message' ? [] : await carriedBy(graph, of);
    const ids = of.kind === 'message' ? [of.id] : [...new Set(carriers.map(({ to }) => to.id))];
    facts.push({ of, carriers, messages: await graph.nodes(ids.slice(0, MOST_FOLLOWED)) });
  }
  return { kind: 'fields', plan, facts };
}

async function carriedBy(graph: TopologyGraph, of: NodeName): Promise<GraphEdge[]> {
  if (of.kind === 'topic') return graph.edges(of.id, 'out', ['carries']);
  const topics = await graph.edges(of.id, 'out', ['publishes', 'subscribes']);
  const edges: GraphEdge[] = [];
  for (const { to } of topics.slice(0, MOST_FOLLOWED))
    edges.push(...(await graph.edges(to.id, 'out', ['carries'])));
  return edges;
}

async function runCompare(plan: PlanOf<'compare'>, graph: TopologyGraph): Promise<Facts> {
  const ids = new Set(plan.of.map(({ id }) => id));
  const byNode = new Map<string, { node: End; of: Set<string>; edges: GraphEdge[] }>();
  const between: GraphEdge[] = [];
  for (const of of plan.of) {
    const edges = [
      ...(await graph.edges(of.id, 'out', RELATION_TYPES)),
      ...(await graph.edges(of.id, 'in', RELATION_TYPES)),
    ];
    for (const edge of edges) {
      const node = edge.from.id === of.id ? edge.to : edge.from;
      if (ids.has(node.id)) {
        if (!between.some(({ id }) => id === edge.id)) between.push(edge);
        continue;
      }
      const held = byNode.get(node.id) ?? { node, of: new Set<string>(), edges: [] };
      held.of.add(of.id);
      held.edges.push(edge);
      byNode.set(node.id, held);
    }
  }
  const shared = [...byNode.values()].filter(({ of }) => of.size === ids.size);
  return { kind: 'compare', plan, shared, between };
}

async function runCycles(plan: PlanOf<'cycles'>, graph: TopologyGraph): Promise<Facts> {
  const cycles = await graph.cycles(MOST_CYCLES);
  const id = plan.through?.id;
  const through = id ? cycles.filter((cycle) => cycle.some(({ from }) => from.id === id)) : cycles;
  return { kind: 'cycles', plan, cycles: through, isCut: cycles.length === MOST_CYCLES };
}

/** Every edge of some nodes, by type and direction. */
async function runDescribe(plan: PlanOf<'describe'>, graph: TopologyGraph): Promise<Facts> {
  const nodes: { node: GraphNode; groups: EdgeGroup[] }[] = [];
  for (const node of await graph.nodes(plan.of.map(({ id }) => id))) {
    const groups: EdgeGroup[] = [];
    for (const asked of ['to', 'from'] as const) {
      const edges = await graph.edges(node.id, asked === 'to' ? 'out' : 'in', RELATION_TYPES);
      for (const type of RELATION_TYPES) {
        const ofType = edges.filter((edge) => edge.type === type);
        if (ofType.length > 0) groups.push({ anchor: node, type, asked, edges: ofType });
      }
    }
    nodes.push({ node, groups });
  }
  return { kind: 'describe', plan, nodes };
}

const DRAWN_KINDS: readonly NodeKind[] = ['service', 'api', 'resource', 'topic', 'owner', 'system'];
const MOST_DRAWN = 60;

async function runDrawAll(plan: PlanOf<'draw all'>, graph: TopologyGraph): Promise<Facts> {
  const counts = await graph.counts();
  const drawn = RELATION_TYPES.filter((type) => type !== 'owns' && type !== 'partOf' && type !== 'carries');
  const total = drawn.reduce((sum, type) => sum + counts[type], 0);
  const types = total > 0 ? drawn : RELATION_TYPES;
  const edges: GraphEdge[] = [];
  for (const kind of DRAWN_KINDS) {
    if (edges.length > MOST_DRAWN) break;
    for (const node of await graph.list(kind)) {
      if (edges.length > MOST_DRAWN) break;
      edges.push(...(await graph.edges(node.id, 'out', types)));
    }
  }
  const all = total > 0 ? total : RELATION_TYPES.reduce((sum, type) => sum + counts[type], 0);
  return { kind: 'draw all', plan, edges, total: Math.max(all, edges.length) };
}
