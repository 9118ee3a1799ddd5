import type { Source } from '../core/conversation.ts';
import type { RelationshipSource, TopologySource } from '../topology/ask/topology-answer.ts';

const source = (type: Source['type'], id: Source['id'], title: string): Source => ({
  ...{ type, id, title },
  externalId: null,
});

/** What of the graph a reply rests on: the nodes, then the relationships, each once. */
export const graphSources = (rests: {
  readonly sources: readonly TopologySource[];
  readonly relationships: readonly RelationshipSource[];
}): Source[] => [
  ...rests.sources.map(({ id, kind, name }) => source(kind, id, name)),
  ...rests.relationships.map(({ id, title }) => source('relationship', id, title)),
];
