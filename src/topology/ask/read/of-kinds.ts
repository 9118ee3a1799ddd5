import type { NodeKind } from '../../../core/topology.ts';
import type { NamedNode } from '../link/find-names.ts';

/** Kinds that stand in for each other where people speak loosely. */
const ALIKE: readonly (readonly NodeKind[])[] = [
  ['service', 'resource'],
  ['topic', 'message'],
];

/** The candidates of those kinds, or else of kinds that are spoken of alike. */
export function ofKinds(candidates: readonly NamedNode[], kinds: readonly NodeKind[]): NamedNode[] {
  const fitting = candidates.filter(({ node }) => kinds.includes(node.kind));
  if (fitting.length > 0) return fitting;
  const alike = ALIKE.filter((group) => group.some((kind) => kinds.includes(kind))).flat();
  return candidates.filter(({ node }) => alike.includes(node.kind));
}
