import type { GraphEdge } from '../../../core/topology.ts';
import { mermaidEdge, mermaidNode } from '../../mermaid-parts.ts';
import { sayNumber } from './say.ts';

const MOST_EDGES = 60;

/** A fenced Mermaid flowchart of the first sixty edges, and a sentence about how many were left out of `total`. */
export function drawMermaid(edges: readonly GraphEdge[], total = 0): string {
  const unique = [...new Map(edges.map((edge) => [edge.id, edge])).values()];
  const drawn = unique.slice(0, MOST_EDGES);
  const ids = new Map<string, string>();
  const lines: string[] = [];
  const idOf = (node: GraphEdge['from']): string => {
    const known = ids.get(node.id);
    if (known) return known;
    const id = `n${ids.size + 1}`;
    ids.set(node.id, id);
    lines.push(mermaidNode(id, node));
    return id;
  };
  const arrows = drawn.map((edge) => mermaidEdge(edge, idOf));
  const left = Math.max(total, unique.length) - drawn.length;
  const note =
    left > 0 ? `\nLeft out: ${sayNumber(left)} more ${left === 1 ? 'relationship' : 'relationships'}.` : '';
  return `\`\`\`mermaid\nflowchart LR\n${[...lines, ...arrows].join('\n')}\n\`\`\`${note}`;
}
