import type { GraphEdge, GraphNode } from '../../../core/topology.ts';
import type { TopologySource } from '../topology-answer.ts';

type Named = Pick<GraphNode, 'id' | 'kind' | 'name'>;

/** What is said, what it rests on, and what of it can be drawn. */
export interface Said {
  readonly text: string;
  readonly abstained: boolean;
  /** What the answer lists: what “them” may mean next. */
  readonly listed: readonly TopologySource[];
  readonly nodes: readonly TopologySource[];
  readonly edges: readonly GraphEdge[];
}

const MOST_SOURCES = 200;

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
    edges,
  };
}
