import type { GraphNode } from '../../../core/topology.ts';
import { compactKey } from '../link/name-keys.ts';
import type { Facts } from '../run/facts.ts';
import { hasTrait } from '../run/run-list.ts';
import { sayGroup } from './phrase-related.ts';
import { type Said, said } from './said.ts';
import {
  capitalise,
  countKind,
  plain,
  quote,
  sayAnd,
  sayKind,
  sayName,
  sayNumber,
  sayPlaces,
  sayRows,
  withArticle,
} from './say.ts';

const sayNode = (node: GraphNode): string => `${sayName(node.name)}${sayPlaces(node.places)}`;

type DescribeFacts = Extract<Facts, { kind: 'describe' }>;

export function phraseDescribe({ plan, nodes }: DescribeFacts): Said {
  const texts = nodes.map(({ node, groups }) =>
    [describe(node), ...groups.map((group) => sayGroup(group))].join('\n'),
  );
  const [first] = nodes;
  const text = plan.isYesNo && first ? `Yes. ${describe(first.node)}` : texts.join('\n\n');
  return said(text, {
    nodes: nodes.map(({ node }) => node),
    edges: plan.isYesNo ? [] : nodes.flatMap(({ groups }) => groups.flatMap(({ edges }) => edges)),
  });
}

function describe(node: GraphNode): string {
  const type =
    node.type === null || compactKey(node.type) === node.kind ? '' : ` of type ${plain(node.type, 80)}`;
  const parts = [
    `${sayName(node.name)} is ${withArticle(sayKind(node.kind))}${type}${sayPlaces(node.places)}.`,
  ];
  if (node.description !== null) parts.push(quote(node.description, 500));
  if (node.aliases.length > 0) parts.push(`Also called ${sayAnd(node.aliases.slice(0, 10).map(sayName))}.`);
  if (node.protocols.length > 0) parts.push(`Protocol: ${sayAnd(node.protocols.map(sayName))}.`);
  if (node.tags.length > 0) parts.push(`Tags: ${node.tags.slice(0, 30).map(sayName).join(', ')}.`);
  const facts = Object.entries(node.facts).slice(0, 20);
  if (facts.length > 0)
    parts.push(
      `${capitalise(facts.map(([name, value]) => `${sayFactName(name)}: ${plain(value, 100)}`).join('; '))}.`,
    );
  if (node.links.length > 0) parts.push(`Links: ${node.links.slice(0, 10).map(sayLink).join(', ')}.`);
  if (node.fields.length > 0)
    parts.push(
      `Fields: ${node.fields
        .slice(0, 30)
        .map(({ path }) => sayName(path))
        .join(', ')}.`,
    );
  return parts.join(' ');
}

const sayLink = ({ title, url }: GraphNode['links'][number]): string =>
  `${plain(title, 100).replace(/[*`<>[\]|\\]/g, '\\$&')} ${plain(url, 300)}`;

/** `contentType` as words. */
const sayFactName = (name: string): string =>
  plain(name, 60)
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase();

type PropertyFacts = Extract<Facts, { kind: 'property' }>;

const isWanted = (name: string, wanted: string): boolean => {
  const [key, other] = [compactKey(name), compactKey(wanted)];
  return key === other || `${key}s` === other || key === `${other}s`;
};

/** What a node says under that name; null where it says nothing. */
function saidOf(node: GraphNode, property: string): string | null {
  switch (property) {
    case 'description':
      return node.description === null
        ? null
        : `The description of ${sayName(node.name)}: ${quote(node.description, 500)}`;
    case 'tags':
      return node.tags.length === 0
        ? null
        : `The tags of ${sayName(node.name)}: ${node.tags.map(sayName).join(', ')}`;
    case 'links':
      return node.links.length === 0
        ? null
        : `The links of ${sayName(node.name)}: ${node.links.map(sayLink).join(', ')}`;
    case 'protocols':
      return node.protocols.length === 0
        ? null
        : `The protocol of ${sayName(node.name)}: ${sayAnd(node.protocols.map(sayName))}`;
    case 'aliases':
      return node.aliases.length === 0
        ? null
        : `${sayName(node.name)} is also called ${sayAnd(node.aliases.map(sayName))}`;
    case 'type':
      return node.type === null
        ? `${sayName(node.name)} is ${withArticle(sayKind(node.kind))}`
        : `${sayName(node.name)} is ${withArticle(sayKind(node.kind))} of type ${plain(node.type, 80)}`;
    case 'seen':
      return `${sayName(node.name)} was last seen in an import at ${node.lastSeenAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    case 'source':
      return node.places.length === 0
        ? null
        : `${sayName(node.name)} stands in ${node.places.length} ${node.places.length === 1 ? 'place' : 'places'}`;
    case 'address':
      return node.kind === 'topic' ? `The address of the topic is ${sayName(node.name)}` : null;
    default: {
      const fact = Object.entries(node.facts).find(([name]) => isWanted(name, property));
      return fact
        ? `${capitalise(sayFactName(fact[0]))} of ${sayName(node.name)}: ${plain(fact[1], 300)}`
        : null;
    }
  }
}

export function phraseProperty({ plan, nodes }: PropertyFacts): Said {
  if (plan.kind === 'trait') return phraseTrait(plan.words, nodes);
  const texts = nodes.map((node) => {
    const value = saidOf(node, plan.property);
    if (value !== null) return `${value}${sayPlaces(node.places)}.`;
    return notSaid(node, plan.property);
  });
  const abstained = nodes.every((node) => saidOf(node, plan.property) === null);
  return said(texts.join('\n'), { nodes, abstained });
}

const notSaid = (node: GraphNode, property: string): string =>
  `The project's graph does not say anything about ${quote(property, 80)} of ${sayName(node.name)}${sayPlaces(node.places)}.`;

/** “is the topic kafka”: yes where the node says so; what it does not say is no no. */
function phraseTrait(words: string, nodes: readonly GraphNode[]): Said {
  const [node] = nodes;
  if (!node) return said(`The project's graph does not say this.`, { abstained: true });
  if (hasTrait(node, words)) return said(`Yes. ${describe(node)}`, { nodes });
  return said(`${notSaid(node, words)} ${describe(node)}`, { nodes, abstained: true });
}

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
