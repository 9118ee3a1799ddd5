import type { NodeDraft, NodeReference, RelationDraft, TopologyDraft } from '../../core/topology.ts';
import { aliasesOf } from './thing-key.ts';

/** What is told of a thing, or of how two hang together, with all the names in it. */
interface Statement {
  readonly text: string;
  readonly names: readonly NodeReference[];
}

/** The things of which a file says now what it did not say before, or the other way round, by every name. */
export function changedThings(before: readonly TopologyDraft[], after: TopologyDraft): NodeReference[] {
  const [old, now] = [before.flatMap(statementsOf), statementsOf(after)];
  const [oldTexts, nowTexts] = [old, now].map((some) => new Set(some.map(({ text }) => text))) as [
    Set<string>,
    Set<string>,
  ];
  const kept = (some: readonly Statement[]) =>
    some.filter(({ text }) => oldTexts.has(text) && nowTexts.has(text)).map(({ text }) => text);
  // The order counts as well.
  if (kept(old).join('\n') !== kept(now).join('\n')) return [...old, ...now].flatMap(({ names }) => names);
  return [
    ...old.filter(({ text }) => !nowTexts.has(text)),
    ...now.filter(({ text }) => !oldTexts.has(text)),
  ].flatMap(({ names }) => names);
}

const statementsOf = ({ nodes, relations }: TopologyDraft): Statement[] => [
  ...nodes.map((node) => ({ text: JSON.stringify(node), names: namesOfNode(node) })),
  ...relations.map((relation) => ({ text: JSON.stringify(relation), names: namesOfRelation(relation) })),
];

export const namesOfNode = (node: NodeDraft): NodeReference[] => [
  { kind: node.kind, name: node.name },
  ...aliasesOf(node),
];

export const namesOfRelation = ({ from, to }: RelationDraft): NodeReference[] => [from, to];
