import type { GraphEdge } from '../../../core/topology.ts';
import type { Facts } from '../run/facts.ts';
import { type Said, said } from './said.ts';
import { countKinds, quote, sayAnd, sayEdge, sayKind, sayName, sayPlaces, sayRows } from './say.ts';
import { sayCondition } from './say-condition.ts';

type ConditionFacts = Extract<Facts, { kind: 'conditions' }>;

const MOST_EDGES_SAID = 4;

/** Nodes that meet conditions, each with the edges that say so; what the graph has no word for is refused. */
export function phraseConditions({ plan, nodes, edges, unknownTraits, isTooMany }: ConditionFacts): Said {
  const kind = plan.kinds[0];
  if (isTooMany)
    return said(
      'The graph has too many things of that kind to tell which of them meet this; ask about fewer.',
      {
        abstained: true,
      },
    );
  if (unknownTraits.length > 0)
    return said(
      `The project's graph does not say ${sayAnd(
        unknownTraits.map((words) => quote(words, 80)),
        'or',
      )} of anything: it is no name, tag, type, protocol or other fact here.`,
      { abstained: true },
    );
  const conditionsOf = (number: number): string =>
    sayAnd(plan.conditions.map((condition) => `that ${sayCondition(condition, number)}`));
  if (nodes.length === 0) {
    const noun = kind ? `${plan.counts ? '0' : 'no'} ${sayKind(kind, plan.counts ? 0 : 1)}` : 'nothing';
    return said(`The graph has ${noun} ${conditionsOf(plan.counts && kind ? 2 : 1)}.`);
  }
  const rows = nodes.map((node) => {
    const own = edges.get(node.id) ?? [];
    return `${sayName(node.name)}${own.length > 0 ? `: ${sayOwn(own)}` : sayPlaces(node.places)}`;
  });
  return said(`The graph has ${countKinds(nodes)} ${conditionsOf(nodes.length)}:\n${sayRows(rows)}`, {
    listed: nodes,
    edges: [...edges.values()].flat(),
  });
}

function sayOwn(edges: readonly GraphEdge[]): string {
  const more = edges.length > MOST_EDGES_SAID ? ` and ${edges.length - MOST_EDGES_SAID} more` : '';
  return `${edges
    .slice(0, MOST_EDGES_SAID)
    .map((edge) => sayEdge(edge))
    .join('; ')}${more}`;
}
