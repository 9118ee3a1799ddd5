import type { GraphEdge, GraphNode, NodeKind, RelationType } from '../../../core/topology.ts';
import type { Direction, TopologyGraph } from '../../topology-graph.ts';
import type { Condition, Plan, Term, Times } from '../plan/plan.ts';
import { relationEnds } from '../plan/relation-ends.ts';
import { MOST_FOLLOWED } from './collect-edges.ts';
import type { Facts, RelatedFact } from './facts.ts';
import { isCutShort, listedOf } from './related-ends.ts';
import { hasTrait } from './run-list.ts';
import { runRelated } from './run-relations.ts';

type ConditionPlan = Extract<Plan, { kind: 'conditions' }>;

/** More nodes than this are not asked for their edges one by one. */
const MOST_ASKED = 300;
const MOST_HOPS = 20;

/** The nodes of which a term holds, by their ids, with the edges that say so. */
type Held = ReadonlyMap<string, readonly GraphEdge[]>;

/** What is looked up on the way. */
class Search {
  readonly graph: TopologyGraph;
  readonly kinds: readonly NodeKind[];
  readonly unknownTraits: string[] = [];
  isTooMany = false;
  #all: Promise<readonly GraphNode[]> | undefined;

  constructor(graph: TopologyGraph, kinds: readonly NodeKind[]) {
    this.graph = graph;
    this.kinds = kinds;
  }

  /** Every node of the kinds that are asked for. */
  all(): Promise<readonly GraphNode[]> {
    this.#all ??= listOf(this.graph, this.kinds);
    return this.#all;
  }
}

async function listOf(graph: TopologyGraph, kinds: readonly NodeKind[]): Promise<GraphNode[]> {
  const nodes: GraphNode[] = [];
  for (const kind of kinds) nodes.push(...(await graph.list(kind)));
  return nodes;
}

/** The nodes of which all conditions hold, exactly; or that there are too many to tell. */
export async function runConditions(plan: ConditionPlan, graph: TopologyGraph): Promise<Facts> {
  const search = new Search(graph, plan.kinds);
  const held: { condition: Condition; nodes: Held }[] = [];
  for (const condition of plan.conditions) {
    const terms: Held[] = [];
    for (const term of condition.any) terms.push(await holds(term, search));
    held.push({ condition, nodes: joined(terms) });
  }
  const positive = held.filter(({ condition }) => !condition.negated);
  const candidates = positive[0] ? [...positive[0].nodes.keys()] : (await search.all()).map(({ id }) => id);
  const meeting = candidates.filter((id) =>
    held.every(({ condition, nodes }) => nodes.has(id) !== condition.negated),
  );
  const nodes = (await graph.nodes(meeting)).filter(
    ({ kind }) => plan.kinds.length === 0 || plan.kinds.includes(kind),
  );
  const edges = joined(positive.map((each) => each.nodes));
  const { unknownTraits, isTooMany } = search;
  return {
    kind: 'conditions',
    plan,
    nodes: isTooMany ? [] : nodes.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    edges: new Map(nodes.map(({ id }) => [id, uniqueEdges(edges.get(id) ?? [])])),
    ...{ unknownTraits, isTooMany },
  };
}

const uniqueEdges = (edges: readonly GraphEdge[]): GraphEdge[] => [
  ...new Map(edges.map((edge) => [edge.id, edge])).values(),
];

function joined(all: readonly Held[]): Map<string, readonly GraphEdge[]> {
  const whole = new Map<string, readonly GraphEdge[]>();
  for (const held of all) for (const [id, edges] of held) whole.set(id, [...(whole.get(id) ?? []), ...edges]);
  return whole;
}

async function holds(term: Term, search: Search): Promise<Held> {
  switch (term.by) {
    case 'node':
      return new Map([[term.of.id, []]]);
    case 'relation':
      return related(term, search);
    case 'some relation':
      return relatedToAny(term, search);
    case 'reach': {
      const { graph } = search;
      const reached =
        term.way === 'affected'
          ? await graph.affectedBy(term.of.id, MOST_HOPS)
          : await graph.needs(term.of.id, MOST_HOPS);
      return new Map(reached.map(({ node, path }) => [node.id, path]));
    }
    case 'trait':
      return withTrait(term, search);
  }
}

async function related({ of, ask }: Extract<Term, { by: 'relation' }>, search: Search): Promise<Held> {
  const only = search.kinds.length > 0 ? search.kinds : null;
  const plan = { kind: 'related', of: [of], asks: [ask], only, counts: false } as const;
  const facts = await runRelated(plan, search.graph);
  const held = new Map<string, GraphEdge[]>();
  for (const fact of facts.kind === 'related' ? facts.facts : []) {
    search.isTooMany ||= isCutShort(fact.groups, MOST_FOLLOWED);
    for (const { id } of listedOf(fact)) held.set(id, edgesTo(id, fact));
  }
  return held;
}

/** The edges that lead to a node, with those that lead to where they begin. */
const edgesTo = (id: string, { groups, of }: RelatedFact): GraphEdge[] =>
  groups.flatMap(({ anchor, edges, asked }) => {
    const last = edges.filter((edge) => edge[asked].id === id);
    if (last.length === 0 || anchor.id === of.id) return last;
    const before = groups.flatMap((group) =>
      group.edges.filter((edge) => edge[group.asked].id === anchor.id),
    );
    return [...before, ...last];
  });

/** Where the store answers for all nodes at once it is asked so; else each node is. */
async function relatedToAny(
  { ask, times }: Extract<Term, { by: 'some relation' }>,
  search: Search,
): Promise<Held> {
  const { relation, asked } = ask;
  const all = await search.all();
  const types: readonly RelationType[] = relation === 'belong' ? ['partOf'] : relationEnds[relation].types;
  const without = asked === 'to' && !times ? await withoutAny(types, search) : null;
  if (without) {
    const lacking = new Set(without.map(({ id }): string => id));
    return new Map(all.filter(({ id }) => !lacking.has(id)).map(({ id }) => [id, []]));
  }
  search.isTooMany ||= all.length > MOST_ASKED;
  const direction: Direction = asked === 'from' ? 'out' : 'in';
  const held = new Map<string, GraphEdge[]>();
  for (const { id } of all.slice(0, MOST_ASKED)) {
    const own = await search.graph.edges(id, direction, types);
    const others = new Set(own.map(({ from, to }) => (direction === 'out' ? to.id : from.id)));
    if (times ? MEETS[times.comparison](others.size, times.number) : others.size > 0) held.set(id, own);
  }
  return held;
}

const MEETS: Readonly<Record<Times['comparison'], (found: number, wanted: number) => boolean>> = {
  exactly: (found, wanted) => found === wanted,
  'more than': (found, wanted) => found > wanted,
  'at least': (found, wanted) => found >= wanted,
  'fewer than': (found, wanted) => found < wanted,
  'at most': (found, wanted) => found <= wanted,
};

async function withoutAny(
  types: readonly RelationType[],
  { graph, kinds }: Search,
): Promise<GraphNode[] | null> {
  const isOfTopics = kinds.every((kind) => kind === 'topic');
  if (types.includes('owns')) {
    const nodes: GraphNode[] = [];
    for (const kind of kinds) nodes.push(...(await graph.withoutOwner(kind)));
    return nodes;
  }
  if (isOfTopics && types.includes('publishes'))
    return types.length === 1 ? graph.topicsWithout('publishers') : null;
  return isOfTopics && types.includes('subscribes') ? graph.topicsWithout('subscribers') : null;
}

const USED: readonly NodeKind[] = ['topic', 'resource', 'api', 'service'];

/** Nodes that have the trait, and with `uses` those that use something that has it. */
async function withTrait({ words, uses }: Extract<Term, { by: 'trait' }>, search: Search): Promise<Held> {
  const held = new Map<string, GraphEdge[]>();
  for (const node of await search.all()) if (hasTrait(node, words)) held.set(node.id, []);
  const used = uses ? (await listOf(search.graph, USED)).filter((node) => hasTrait(node, words)) : [];
  if (held.size + used.length === 0) search.unknownTraits.push(words);
  search.isTooMany ||= used.length > MOST_ASKED;
  for (const { id } of used.slice(0, MOST_ASKED))
    for (const edge of await search.graph.edges(id, 'in', relationEnds.use.types))
      held.set(edge.from.id, [...(held.get(edge.from.id) ?? []), edge]);
  return held;
}
