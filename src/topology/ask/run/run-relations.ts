import type { GraphEdge, NodeKind } from '../../../core/topology.ts';
import type { TopologyGraph } from '../../topology-graph.ts';
import type { Plan } from '../plan/plan.ts';
import { relationEnds } from '../plan/relation-ends.ts';
import { collectEdges, groupOf } from './collect-edges.ts';
import type { EdgeGroup, Facts, RelatedFact } from './facts.ts';

type PlanOf<Kind extends Plan['kind']> = Extract<Plan, { kind: Kind }>;

/** Groups on the way to what is asked for are kept whole; of the others only the kinds that are asked for. */
function narrow(
  groups: readonly EdgeGroup[],
  only: readonly NodeKind[] | null,
): { in: EdgeGroup[]; out: EdgeGroup[] } {
  if (!only) return { in: [...groups], out: [] };
  const isEnd = (group: EdgeGroup): boolean =>
    !groups.some((other) =>
      group.edges.some((edge) => edge[group.asked].id === other.anchor.id && other !== group),
    );
  const split = groups.map((group) => {
    if (!isEnd(group)) return { in: group, out: { ...group, edges: [] } };
    const fits = (edge: GraphEdge): boolean => only.includes(edge[group.asked].kind);
    return {
      in: { ...group, edges: group.edges.filter(fits) },
      out: { ...group, edges: group.edges.filter((edge) => !fits(edge)) },
    };
  });
  return { in: split.map((each) => each.in), out: split.map((each) => each.out) };
}

const isFilled = ({ edges }: EdgeGroup): boolean => edges.length > 0;

export async function runRelated(plan: PlanOf<'related'>, graph: TopologyGraph): Promise<Facts> {
  const facts: RelatedFact[] = [];
  for (const of of plan.of) {
    for (const ask of plan.asks) {
      const { in: groups, out } = narrow(await collectEdges(graph, of, ask, plan.only), plan.only);
      const filled = groups.filter(isFilled);
      const beside = filled.length > 0 ? out : [...out, ...(await nearby(graph, of, ask))];
      facts.push({ of, ask, groups: filled, beside: beside.filter(isFilled) });
    }
  }
  return { kind: 'related', plan, facts };
}

/** What stands for calls and dependencies where there are none of just that type. */
async function nearby(
  graph: TopologyGraph,
  of: RelatedFact['of'],
  ask: RelatedFact['ask'],
): Promise<EdgeGroup[]> {
  const { relation, asked } = ask;
  if (of.kind === 'topic' || of.kind === 'message' || of.kind === 'owner') return [];
  if (relation === 'call')
    return [await groupOf(graph, of, 'dependsOn', asked), await groupOf(graph, of, 'consumes', asked)];
  if (relation === 'depend' || relation === 'use')
    return collectEdges(graph, of, { relation: 'subscribe', asked }, asked === 'to' ? ['service'] : null);
  return [];
}

const AROUND_HOPS = 8;
const FOLLOWS: ReadonlySet<string> = new Set([
  'call',
  'depend',
  'use',
  'talk',
  'publish',
  'subscribe',
  'consume',
]);

export async function runCheck(plan: PlanOf<'check'>, graph: TopologyGraph): Promise<Facts> {
  const { relation, from, to } = plan;
  const groups = await collectEdges(graph, from, { relation, asked: 'to' }, [to.kind]);
  const found =
    relation === 'contain' || relation === 'belong' || relation === 'own'
      ? await between(graph, plan)
      : wayTo(groups, from.id, to.id);
  if (found.length > 0) return { kind: 'check', plan, found, other: [], back: [], around: null };
  const all = relationEnds.talk.types;
  const other = (await graph.edges(from.id, 'out', all)).filter((edge) => edge.to.id === to.id);
  const back = (await graph.edges(to.id, 'out', all)).filter((edge) => edge.to.id === from.id);
  const [around = null] =
    FOLLOWS.has(relation) && other.length === 0
      ? await graph.paths(from.id, to.id, { maxHops: AROUND_HOPS, limit: 1 })
      : [];
  return { kind: 'check', plan, found, other, back, around };
}

/** The edges of the groups that lead to a node: one, or the two by way of a topic. */
function wayTo(groups: readonly EdgeGroup[], from: string, to: string): GraphEdge[] {
  const found: GraphEdge[] = [];
  for (const group of groups) {
    for (const edge of group.edges) {
      if (edge[group.asked].id !== to) continue;
      const first =
        group.anchor.id === from
          ? []
          : groups
              .filter((other) => other.anchor.id === from)
              .flatMap((other) => other.edges.filter((each) => each[other.asked].id === group.anchor.id));
      for (const each of [...first, edge]) if (!found.includes(each)) found.push(each);
    }
  }
  return found;
}

async function between(graph: TopologyGraph, { relation, from, to }: PlanOf<'check'>): Promise<GraphEdge[]> {
  if (relation === 'own')
    return (await graph.edges(from.id, 'out', ['owns'])).filter((edge) => edge.to.id === to.id);
  const types = ['carries', 'partOf', 'owns'] as const;
  const out = await graph.edges(from.id, 'out', types);
  const into = await graph.edges(from.id, 'in', types);
  return [...out.filter((edge) => edge.to.id === to.id), ...into.filter((edge) => edge.from.id === to.id)];
}
