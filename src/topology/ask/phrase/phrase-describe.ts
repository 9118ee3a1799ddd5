import type { Facts } from '../run/facts.ts';
import { describeNode } from './describe-node.ts';
import { sayGroup } from './phrase-related.ts';
import { type Said, said } from './said.ts';

type DescribeFacts = Extract<Facts, { kind: 'describe' }>;

export function phraseDescribe({ plan, nodes }: DescribeFacts): Said {
  const texts = nodes.map(({ node, groups }) =>
    [describeNode(node), ...groups.map((group) => sayGroup(group))].join('\n'),
  );
  const [first] = nodes;
  const text = plan.isYesNo && first ? `Yes. ${describeNode(first.node)}` : texts.join('\n\n');
  return said(text, {
    nodes: nodes.map(({ node }) => node),
    edges: plan.isYesNo ? [] : nodes.flatMap(({ groups }) => groups.flatMap(({ edges }) => edges)),
  });
}
