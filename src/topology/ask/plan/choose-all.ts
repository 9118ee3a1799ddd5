import type { NodeKind } from '../../../core/topology.ts';
import type { NodeName } from '../../topology-graph.ts';
import type { NameClaim } from '../read/reading.ts';
import type { Refusal } from './plan.ts';
import { choose } from './signals.ts';

/** The nodes of several names, or why one of them has none. */
export function chooseAll(
  claims: readonly NameClaim[],
  preferred: readonly NodeKind[] | null,
  fitting: readonly NodeKind[] | null = preferred,
): { readonly nodes: readonly NodeName[] } | { readonly refused: Refusal } {
  const nodes: NodeName[] = [];
  for (const claim of claims) {
    const chosen = choose(claim, preferred, fitting);
    if ('refused' in chosen) return chosen;
    nodes.push(...chosen.nodes);
  }
  return { nodes: [...new Map(nodes.map((node) => [node.id, node])).values()] };
}
