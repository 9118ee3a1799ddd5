import type { GraphNode } from '../../../core/topology.ts';
import { compactKey } from '../link/name-keys.ts';
import { capitalise, plain, quote, sayAnd, sayKind, sayName, sayPlaces, withArticle } from './say.ts';

/** A node in sentences: what files say of it, without its relationships. */
export function describeNode(node: GraphNode): string {
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

export const sayLink = ({ title, url }: GraphNode['links'][number]): string =>
  `${plain(title, 100).replace(/[*`<>[\]|\\]/g, '\\$&')} ${plain(url, 300)}`;

/** `contentType` as words. */
export const sayFactName = (name: string): string =>
  plain(name, 60)
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase();
