import type { NodeName } from '../../topology-graph.ts';
import type { RelationshipSource, TopologySource } from '../topology-answer.ts';

/** Services that words of a question stand for, as the graph has them. */
export interface ServicesMeant {
  /** Characters of the question, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly written: string;
  /** Named one by one, all that there are, or told by what the graph says of them. */
  readonly by: 'name' | 'all' | 'graph';
  readonly services: readonly NodeName[];
  /** What the words stand for beside services: resources, APIs, teams. */
  readonly others: readonly TopologySource[];
  /** How words with two readings were taken, a clause each. */
  readonly notes: readonly string[];
  readonly sources: readonly TopologySource[];
  readonly relationships: readonly RelationshipSource[];
}
