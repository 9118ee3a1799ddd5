import type { GraphEdge, NodeKind, RelationType } from '../core/topology.ts';
import { shorten } from '../lib/shorten.ts';

const MAX_LABEL_CHARACTERS = 80;

const SHAPES: Readonly<Record<NodeKind, readonly [open: string, close: string]>> = {
  service: ['["', '"]'],
  topic: ['(["', '"])'],
  message: ['>"', '"]'],
  api: ['{{"', '"}}'],
  system: ['[["', '"]]'],
  owner: ['(("', '"))'],
  resource: ['[("', '")]'],
};

const LABELS: Readonly<Record<RelationType, string>> = {
  publishes: 'publishes',
  subscribes: 'subscribes',
  calls: 'calls',
  dependsOn: 'depends on',
  provides: 'provides',
  consumes: 'consumes',
  owns: 'owns',
  partOf: 'part of',
  carries: 'carries',
};

/** Whatever could end a label or begin markup is written as Mermaid's `#…;`, a character by its number. */
const label = (name: string): string =>
  shorten(name.replace(/\s+/g, ' '), MAX_LABEL_CHARACTERS).replace(
    /[^\p{L}\p{N} _./:+,-]/gu,
    (sign) => `#${sign.codePointAt(0)};`,
  );

/** The line of a node that the diagram calls `id`. Its name is the only text of others in it. */
export function mermaidNode(id: string, { kind, name }: GraphEdge['from']): string {
  const [open, close] = SHAPES[kind];
  return `  ${id}${open}${label(name)}${close}`;
}

/** The line of an edge; `idOf` tells what the diagram calls a node. What is subscribed to points at its reader, as messages flow. */
export function mermaidEdge(
  { type, from, to }: GraphEdge,
  idOf: (node: GraphEdge['from']) => string | undefined,
): string {
  const [left, right] = [idOf(from), idOf(to)];
  const [tail, head] = type === 'subscribes' ? [right, left] : [left, right];
  return `  ${tail} -->|${LABELS[type]}| ${head}`;
}
