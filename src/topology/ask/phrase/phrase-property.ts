import type { GraphNode } from '../../../core/topology.ts';
import { compactKey } from '../link/name-keys.ts';
import type { Facts } from '../run/facts.ts';
import { hasTrait } from '../run/run-list.ts';
import { describeNode, sayFactName, sayLink } from './describe-node.ts';
import { type Said, said } from './said.ts';
import { capitalise, plain, quote, sayAnd, sayKind, sayName, sayPlaces, withArticle } from './say.ts';

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
  if (hasTrait(node, words)) return said(`Yes. ${describeNode(node)}`, { nodes });
  return said(`${notSaid(node, words)} ${describeNode(node)}`, { nodes, abstained: true });
}
