import { type GraphNode, type NodeKind, ONLY_NAMED } from '../../../core/topology.ts';
import type { TopologyGraph } from '../../topology-graph.ts';
import { compactKey } from '../link/name-keys.ts';
import type { EdgeCondition, Plan } from '../plan/plan.ts';
import { singular } from '../read/words.ts';
import type { Facts } from './facts.ts';

type ListPlan = Extract<Plan, { kind: 'list' }>;

/** More services are not asked for their edges one by one. */
const MOST_ASKED = 300;

export async function runList(plan: ListPlan, graph: TopologyGraph): Promise<Facts> {
  const lists: { of: NodeKind; nodes: GraphNode[] }[] = [];
  const onlyNamed: GraphNode[] = [];
  let total = 0;
  for (const of of plan.kinds) {
    const all = await graph.list(of);
    total += all.length;
    if (plan.edge && all.length > MOST_ASKED)
      return { kind: 'list', plan, lists: [], onlyNamed, total, isTooMany: true };
    const isWhole = plan.traits.length === 0 && plan.missing === null && !plan.edge;
    const fitting = all.filter((node) => fits(node, plan) && !(isWhole && isOnlyNamed(node)));
    if (isWhole) onlyNamed.push(...all.filter(isOnlyNamed));
    lists.push({ of, nodes: plan.edge ? await withEdges(fitting, plan.edge, graph) : fitting });
  }
  const filled = lists.filter(({ nodes }) => nodes.length > 0);
  // “events” are topics or messages: those that there are, not one word more.
  const isEither = plan.kinds.length > 1 && filled.length > 0;
  return { kind: 'list', plan, lists: isEither ? filled : lists, onlyNamed, total, isTooMany: false };
}

const isOnlyNamed = ({ facts }: GraphNode): boolean => facts[ONLY_NAMED] !== undefined;

function fits(node: GraphNode, { traits, missing }: ListPlan): boolean {
  if (missing !== null && !lacks(node, missing)) return false;
  return traits.every((trait) => hasTrait(node, trait));
}

function lacks(node: GraphNode, property: string): boolean {
  switch (property) {
    case 'description':
      return node.description === null;
    case 'tags':
      return node.tags.length === 0;
    case 'links':
      return node.links.length === 0;
    case 'protocols':
      return node.protocols.length === 0;
    case 'type':
      return node.type === null;
    default:
      return node.facts[property] === undefined;
  }
}

const traitKey = (text: string): string => singular(compactKey(text));

/** Whether a tag, the type, a protocol or the value of a fact is what the words say. */
export function hasTrait(node: GraphNode, words: string): boolean {
  const key = traitKey(words);
  const said = Object.entries(node.facts).some(([name, value]) => traitKey(name + value) === key);
  if (said) return true;
  const values = [...node.tags, ...node.protocols, node.type ?? '', ...Object.values(node.facts)];
  return (
    values.some((value) => traitKey(value) === key) ||
    node.tags.some((tag) => traitKey(tag.split(':').at(-1) ?? '') === key)
  );
}

async function withEdges(
  nodes: readonly GraphNode[],
  { types, direction, has }: EdgeCondition,
  graph: TopologyGraph,
): Promise<GraphNode[]> {
  const found: GraphNode[] = [];
  for (const node of nodes)
    if ((await graph.edges(node.id, direction, types)).length > 0 === has) found.push(node);
  return found;
}
