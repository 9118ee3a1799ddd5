import type { FilePlace, GraphEdge, NodeKind, RelationType } from '../../../core/topology.ts';
import { shorten } from '../../../lib/shorten.ts';
import { stripInvisible } from '../../../lib/strip-invisible.ts';

const LONGEST_NAME = 200;
const LONGEST_PLACE = 120;
const MOST_PLACES = 2;
/** What Markdown would read as more than text. */
const ACTIVE = /[*`<>[\]|~\\]|(?:^|[^\p{L}\p{N}])_|_(?:[^\p{L}\p{N}]|$)|^[#+-]|!\[/u;

/** Text of others on one line, without characters that hide or turn text. */
export const plain = (text: string, most: number): string => shorten(stripInvisible(text), most);

/** A name as it is; as code where Markdown would read signs of it. */
export function sayName(name: string): string {
  const line = plain(name, LONGEST_NAME);
  return ACTIVE.test(line) ? `\`${line.replaceAll('`', 'ˋ')}\`` : line;
}

/** A text of others as a quotation. */
export const quote = (text: string, most = 300): string =>
  `“${plain(text, most).replace(/([*`<>[\]|\\])/g, '\\$1')}”`;

/** “a, b and c”. */
export function sayAnd(items: readonly string[], last = 'and'): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

export const sayNumber = (number: number): string => number.toLocaleString('en-US');

export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const KINDS: Readonly<Record<NodeKind, readonly [one: string, many: string]>> = {
  service: ['service', 'services'],
  topic: ['topic', 'topics'],
  message: ['message', 'messages'],
  api: ['API', 'APIs'],
  system: ['system', 'systems'],
  owner: ['owner', 'owners'],
  resource: ['resource', 'resources'],
};

export const sayKind = (kind: NodeKind, number = 1): string => KINDS[kind][number === 1 ? 0 : 1];

export const withArticle = (noun: string): string => `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** “3 services”. */
export const countKind = (kind: NodeKind, number: number): string =>
  `${sayNumber(number)} ${sayKind(kind, number)}`;

/** “2 services”, “3 things (2 services and 1 topic)”; kinds in the order in which they come. */
export function countKinds(nodes: readonly { readonly kind: NodeKind }[]): string {
  const counts = new Map<NodeKind, number>();
  for (const { kind } of nodes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const said = sayAnd([...counts].map(([kind, number]) => countKind(kind, number)));
  return counts.size > 1 ? `${sayNumber(nodes.length)} things (${said})` : said;
}

const VERBS: Readonly<Record<RelationType, readonly [one: string, many: string]>> = {
  publishes: ['publishes to', 'publish to'],
  subscribes: ['subscribes to', 'subscribe to'],
  calls: ['calls', 'call'],
  dependsOn: ['depends on', 'depend on'],
  provides: ['provides', 'provide'],
  consumes: ['consumes', 'consume'],
  owns: ['owns', 'own'],
  partOf: ['is part of', 'are part of'],
  carries: ['carries', 'carry'],
};

/** “publishes to”, in the plural for any number but one. */
export const sayVerb = (type: RelationType, number = 1): string => VERBS[type][number === 1 ? 0 : 1];

const sayPlace = ({ file, line }: FilePlace): string => {
  const name = plain(file, LONGEST_PLACE).replace(/[*`<>[\]|\\]/g, '\\$&');
  return line === null ? name : `${name}:${line}`;
};

/** “ (orders/asyncapi.yaml:12)”, the first places and how many more; nothing where none is known. */
export function sayPlaces(places: readonly FilePlace[], detail: string | null = null): string {
  const named = [...new Set(places.map(sayPlace))];
  const shown = named.slice(0, MOST_PLACES).join(', ');
  const more = named.length > MOST_PLACES ? ` and ${named.length - MOST_PLACES} more` : '';
  const text = [detail === null ? '' : plain(detail, 100).replace(/[*`<>[\]|\\]/g, '\\$&'), shown + more]
    .filter((part) => part !== '')
    .join('; ');
  return text === '' ? '' : ` (${text})`;
}

/** “checkout calls cart (checkout.yaml:12)”. */
export const sayEdge = (edge: GraphEdge, withDetail = false): string =>
  `${sayName(edge.from.name)} ${sayVerb(edge.type)} ${sayName(edge.to.name)}${sayPlaces(edge.places, withDetail ? (edge.details[0] ?? null) : null)}`;

const MOST_ROWS = 30;

/** A row each, the first thirty, and the number of the rest. */
export function sayRows(rows: readonly string[]): string {
  const shown = rows.slice(0, MOST_ROWS).map((row) => `- ${row}`);
  if (rows.length > MOST_ROWS) shown.push(`- … and ${sayNumber(rows.length - MOST_ROWS)} more`);
  return shown.join('\n');
}
