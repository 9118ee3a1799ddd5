import type { Facts } from '../run/facts.ts';
import { type Said, said } from './said.ts';
import { countKind, quote, sayAnd, sayKind, sayNumber, sayRows } from './say.ts';
import { sayNode } from './say-node.ts';

type ListFacts = Extract<Facts, { kind: 'list' }>;

export function phraseList({ plan, lists, onlyNamed, total, isTooMany }: ListFacts): Said {
  if (isTooMany)
    return said(
      `The graph has ${sayNumber(total)} ${sayKind(plan.kinds[0] ?? 'service', total)}, too many to ask each for its relationships; ask about one of them.`,
      { abstained: true },
    );
  const nodes = lists.flatMap((list) => list.nodes);
  if (nodes.length === 0 && plan.traits.length > 0 && total > 0 && !plan.isLabelled)
    return said(
      `The project's graph does not say ${sayAnd(plan.traits.map((trait) => quote(trait, 80)))} of any ${sayAnd(
        plan.kinds.map((kind) => sayKind(kind)),
        'or',
      )}: it is no tag, type, protocol or other fact here.`,
      { abstained: true },
    );
  const texts = lists.map(({ of, nodes: found }) => {
    if (found.length === 0)
      return `The graph has ${plan.counts ? '0' : 'no'} ${plan.counts ? sayKind(of, 0) : sayKind(of)}${sayHow(plan, 0)}.`;
    return `The graph has ${countKind(of, found.length)}${sayHow(plan, found.length)}:\n${sayRows(found.map(sayNode))}`;
  });
  if (onlyNamed.length > 0)
    texts.push(
      `Beside these, files name ${countKind('service', onlyNamed.length)} that none describes:\n${sayRows(onlyNamed.map(sayNode))}`,
    );
  return said(texts.join('\n'), { listed: nodes });
}

function sayHow({ traits, missing, edge }: ListFacts['plan'], number: number): string {
  const parts = [
    ...(traits.length > 0 ? [` with ${sayAnd(traits.map((trait) => quote(trait, 80)))}`] : []),
    ...(missing !== null ? [` without ${missing}`] : []),
    ...(edge ? [` that ${edge.said[number === 1 ? 0 : 1]}`] : []),
  ];
  return parts.join('');
}
