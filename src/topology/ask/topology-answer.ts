import type { Uuid } from '../../core/ids.ts';
import type { NodeKind } from '../../core/topology.ts';

/** A node that an answer rests on. */
export interface TopologySource {
  readonly id: Uuid;
  readonly kind: NodeKind;
  readonly name: string;
}

/** A relationship that an answer rests on; the title is it in words: `checkout publishes to order.created`. */
export interface RelationshipSource {
  readonly id: Uuid;
  readonly title: string;
}

/** Characters `start` to `end` (exclusive) of a question stand for these nodes. */
export interface Bound {
  readonly start: number;
  readonly end: number;
  readonly ids: readonly Uuid[];
}

/** A question whose names are settled as far as `bound` says. */
export interface BoundQuestion {
  readonly text: string;
  readonly bound: readonly Bound[];
}

/** A question that waits for the asker's choice of what `start` to `end` stands for. */
export interface PendingQuestion extends BoundQuestion {
  readonly start: number;
  readonly end: number;
  readonly options: readonly TopologySource[];
}

/** What the next question may refer to; plain JSON. */
export interface TopologyState {
  /** The last question that was answered. */
  readonly asked: BoundQuestion | null;
  /** What it was about: what “it” means. */
  readonly subjects: readonly TopologySource[];
  /** What the answer listed: what “them” means. */
  readonly listed: readonly TopologySource[];
  readonly pending: PendingQuestion | null;
}

export interface TopologyAnswer {
  /** Markdown. */
  readonly text: string;
  readonly sources: readonly TopologySource[];
  readonly relationships: readonly RelationshipSource[];
  /** The graph does not hold what was asked. */
  readonly abstained: boolean;
  /** The reply asks the asker something. */
  readonly inputRequired: boolean;
  readonly state: TopologyState;
}
