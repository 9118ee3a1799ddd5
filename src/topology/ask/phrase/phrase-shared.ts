import type { Facts } from '../run/facts.ts';
import { type Said, said } from './said.ts';
import { countKind, sayAnd, sayName, sayRows } from './say.ts';
import { sayNode } from './say-node.ts';

type SharedFacts = Extract<Facts, { kind: 'shared topics' }>;

export function phraseSharedTopics({ plan, topics }: SharedFacts): Said {
  if (topics.length === 0)
    return said(`${plan.counts ? '0: ' : ''}No topic in the graph is used by more than one service.`);
  const rows = topics.map(
    ({ topic, services }) =>
      `${sayNode(topic)}: ${sayAnd(services.slice(0, 30).map(({ name }) => sayName(name)))}${services.length > 30 ? ` and ${services.length - 30} more` : ''}`,
  );
  return said(
    `${countKind('topic', topics.length)} ${topics.length === 1 ? 'is' : 'are'} used by more than one service:\n${sayRows(rows)}`,
    {
      listed: topics.map(({ topic }) => topic),
      nodes: topics.flatMap(({ services }) => services),
    },
  );
}
