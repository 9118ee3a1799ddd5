import type { GraphEdge, GraphNode } from '../../core/topology.ts';
import { mermaidEdge, mermaidNode } from '../../topology/mermaid-parts.ts';

/** The whole graph as a Mermaid flowchart. */
export function toMermaid(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string {
  const ids = new Map(nodes.map(({ id }, place) => [id, `n${place + 1}`]));
  const shapes = nodes.map((node) => mermaidNode(ids.get(node.id) ?? '', node));
  const arrows = edges.map((edge) => mermaidEdge(edge, ({ id }) => ids.get(id)));
  return `${['flowchart LR', ...shapes, ...arrows].join('\n')}\n`;
}
