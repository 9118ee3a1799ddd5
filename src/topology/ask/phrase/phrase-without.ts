import type { Facts } from '../run/facts.ts';
import { type Said, said } from './said.ts';
import { countKind, sayKind, sayRows } from './say.ts';
import { sayNode } from './say-node.ts';

type WithoutFacts = Extract<Facts, { kind: 'without owner' }>;

export function phraseWithoutOwner({ plan, nodes }: WithoutFacts): Said {
  if (nodes.length === 0)
    return said(`${plan.counts ? '0: ' : ''}Every ${sayKind(plan.of)} in the graph has an owner.`);
  return said(
    `${countKind(plan.of, nodes.length)} ${nodes.length === 1 ? 'has' : 'have'} no owner in the graph:\n${sayRows(nodes.map(sayNode))}`,
    { listed: nodes },
  );
}

type TopicFacts = Extract<Facts, { kind: 'topics without' }>;

export function phraseTopicsWithout({ plan, facts, total }: TopicFacts): Said {
  if (total === 0) return said('The graph has no topic.');
  const texts = facts.map(({ role, topics }) => {
    if (topics.length === 0)
      return `${plan.counts ? '0: ' : ''}Every topic in the graph has a ${role.slice(0, -1)}.`;
    return `${countKind('topic', topics.length)} ${topics.length === 1 ? 'has' : 'have'} no ${role.slice(0, -1)} in the graph:\n${sayRows(topics.map(sayNode))}`;
  });
  return said(texts.join('\n'), { listed: facts.flatMap(({ topics }) => topics) });
}
