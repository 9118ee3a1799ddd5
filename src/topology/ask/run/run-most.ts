import type { GraphNode } from '../../../core/topology.ts';
import type { GraphCount, TopologyGraph } from '../../topology-graph.ts';
import type { Plan } from '../plan/plan.ts';
import type { Facts } from './facts.ts';

type MostPlan = Extract<Plan, { kind: 'most' }>;

/** Candidates that are looked at; where they do not settle it, that is said. */
const MOST_LOOKED_AT = 300;
const MOST_LISTED = 30;

export async function runMost(plan: MostPlan, graph: TopologyGraph): Promise<Facts> {
  const limit = Math.max(1, Math.min(plan.limit, MOST_LISTED));
  if (plan.edges === null) {
    const found = await graph.mostConnected(limit + 1);
    return { kind: 'most', plan, counts: withTies(found, limit), isSettled: true };
  }
  const candidates =
    plan.of === 'service' ? await graph.mostConnected(MOST_LOOKED_AT) : await busyTopics(graph);
  const counts: GraphCount[] = [];
  let isSettled = candidates.length < MOST_LOOKED_AT;
  for (const { node, edges } of candidates) {
    const least = counts[limit - 1]?.edges ?? 0;
    // No node has more edges of one type than of all types: behind this none can be among the first.
    if (counts.length >= limit && edges < least) {
      isSettled = true;
      break;
    }
    counts.push({ node, edges: await countEdges(node, plan, graph) });
    counts.sort((a, b) => b.edges - a.edges);
  }
  return {
    kind: 'most',
    plan,
    counts: withTies(
      counts.filter(({ edges }) => edges > 0),
      limit,
    ),
    isSettled,
  };
}

async function countEdges(node: GraphNode, { edges }: MostPlan, graph: TopologyGraph): Promise<number> {
  const others = new Set<string>();
  for (const { types, direction } of edges ?? []) {
    for (const edge of await graph.edges(node.id, direction, types))
      others.add(direction === 'in' ? edge.from.id : edge.to.id);
  }
  return others.size;
}

/** Topics with the most services first; where no topic has two, every one. */
async function busyTopics(graph: TopologyGraph): Promise<GraphCount[]> {
  const shared = await graph.sharedTopics();
  const topics = shared.map(({ topic, services }) => ({ node: topic, edges: services.length }));
  const known = new Set(topics.map(({ node }) => node.id));
  const rest = topics.length > 0 ? [] : (await graph.list('topic')).filter(({ id }) => !known.has(id));
  return [...topics.sort((a, b) => b.edges - a.edges), ...rest.map((node) => ({ node, edges: 1 }))].slice(
    0,
    MOST_LOOKED_AT,
  );
}

/** The first ones, and those that are level with the last of them. */
function withTies(counts: readonly GraphCount[], limit: number): GraphCount[] {
  const last = counts[limit - 1]?.edges;
  return counts.filter(({ edges }, at) => at < limit || edges === last).slice(0, MOST_LISTED);
}
