import type { GraphEdge, GraphNode } from '../../../core/topology.ts';
import { MOST_FOLLOWED } from '../run/collect-edges.ts';
import type { Facts } from '../run/facts.ts';
import { isCutShort, listedOf } from '../run/related-ends.ts';

type Named = Pick<GraphNode, 'id' | 'kind' | 'name'>;

/** What facts list, whole, and the edges that say so. */
interface Members {
  readonly nodes: readonly Named[];
  readonly edges: readonly GraphEdge[];
  /** Services that files name and none describes: beside the list, not in it. */
  readonly onlyNamed: readonly Named[];
}

const members = (
  nodes: readonly Named[],
  edges: readonly GraphEdge[] = [],
  onlyNamed: readonly Named[] = [],
): Members => ({ nodes: [...new Map(nodes.map((node) => [node.id, node])).values()], edges, onlyNamed });

/**
 * The nodes that facts name as a whole, of several facts with `isBoth` those that all of them name. Null where they name
 * none, or where there may be more than were looked at.
 */
export function membersOf(facts: Facts, isBoth: boolean): Members | null {
  switch (facts.kind) {
    case 'describe':
      return members(facts.nodes.map(({ node }) => node));
    case 'related':
      return relatedMembers(facts, isBoth);
    case 'reach': {
      const reached = facts.facts.flatMap((fact) => fact.reached);
      return members(
        reached.map(({ node }) => node),
        reached.flatMap(({ path }) => path),
      );
    }
    case 'list':
      return facts.isTooMany
        ? null
        : members(
            facts.lists.flatMap(({ nodes }) => nodes),
            [],
            facts.onlyNamed,
          );
    case 'conditions':
      return facts.isTooMany || facts.unknownTraits.length > 0
        ? null
        : members(facts.nodes, [...facts.edges.values()].flat());
    case 'without owner':
      return members(facts.nodes);
    case 'most':
      return facts.isSettled ? members(facts.counts.map(({ node }) => node)) : null;
    case 'cycles':
      return facts.isCut
        ? null
        : members(
            facts.cycles.flat().map(({ from }) => from),
            facts.cycles.flat(),
          );
    default:
      return null;
  }
}

function relatedMembers({ facts }: Extract<Facts, { kind: 'related' }>, isBoth: boolean): Members | null {
  const groups = facts.flatMap((fact) => fact.groups);
  if (isCutShort(groups, MOST_FOLLOWED)) return null;
  const lists = facts.map(listedOf);
  const isIn = (id: string): boolean => lists.every((list) => list.some((node) => node.id === id));
  return members(
    lists.flat().filter(({ id }) => !isBoth || isIn(id)),
    groups.flatMap(({ edges }) => edges),
  );
}
