import type { Source } from '../../core/conversation.ts';
import type { TopologySource } from '../../topology/ask/topology-answer.ts';

/** What the incidents of some of a project's services say. */
export interface ServiceIncidents {
  /** Markdown. */
  readonly text: string;
  /** Services and what they hang together with, then the incidents. */
  readonly sources: readonly Source[];
  readonly abstained: boolean;
  /** The services: what “they” means next. */
  readonly services: readonly TopologySource[];
  /** The analyst answers such questions too, about every incident: only where it cannot, this is the answer. */
  readonly isAfterHistory: boolean;
}
