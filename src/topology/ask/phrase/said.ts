import type { GraphEdge, GraphNode } from '../../../core/topology.ts';
import type { RelationshipSource, TopologySource } from '../topology-answer.ts';
import { plain, sayVerb } from './say.ts';

type Named = Pick<GraphNode, 'id' | 'kind' | 'name'>;

/** What is said, what it rests on, and what of it can be drawn. */
export interface Said {
  readonly text: string;
  readonly abstained: boolean;
  /** What the answer lists: what “them” may mean next. */
  readonly listed: readonly TopologySource[];
  readonly nodes: readonly TopologySource[];
  /** The edges as sources, the first of them where there are many. */
  readonly relationships: readonly RelationshipSource[];
  readonly edges: readonly GraphEdge[];
}

const MOST_SOURCES = 200;
const MOST_RELATIONSHIPS = 200;
const LONGEST_END = 200;

export const sourceOf = ({ id, kind, name }: Named): TopologySource => ({ id, kind, name });

/** Each node once, in order of use. */
function uniqueSources(nodes: readonly Named[]): TopologySource[] {
  const byId = new Map<string, TopologySource>();
  for (const node of nodes) {
    if (byId.size >= MOST_SOURCES) break;
    if (!byId.has(node.id)) byId.set(node.id, sourceOf(node));
  }
  return [...byId.values()];
}

/** “orders publishes to order.created”: names as they are, for a title is no Markdown. */
const titleOf = ({ from, type, to }: GraphEdge): string =>
  `${plain(from.name, LONGEST_END)} ${sayVerb(type)} ${plain(to.name, LONGEST_END)}`;

/** Each edge once, in order of use. */
function uniqueRelationships(edges: readonly GraphEdge[]): RelationshipSource[] {
  const byId = new Map<string, RelationshipSource>();
  for (const edge of edges) {
    if (byId.size >= MOST_RELATIONSHIPS) break;
    if (!byId.has(edge.id)) byId.set(edge.id, { id: edge.id, title: titleOf(edge) });
  }
  return [...byId.values()];
}

interface Rest {
  readonly listed?: readonly Named[];
  readonly nodes?: readonly Named[];
  readonly edges?: readonly GraphEdge[];
  readonly abstained?: boolean;
}

export function said(
  text: string,
  { listed = [], nodes = [], edges = [], abstained = false }: Rest = {},
): Said {
  const ends = edges.flatMap(({ from, to }) => [from, to]);
  return {
    text,
    abstained,
    listed: uniqueSources(listed),
    nodes: uniqueSources([...nodes, ...ends, ...listed]),
    relationships: uniqueRelationships(edges),
    edges,
  };
}
