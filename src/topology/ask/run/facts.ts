import type { GraphChange, GraphEdge, GraphNode, NodeKind, RelationType } from '../../../core/topology.ts';
import type { GraphCount, GraphPath, NodeName, Reached } from '../../topology-graph.ts';
import type { Plan, RelationAsk } from '../plan/plan.ts';

/** A node as an edge names it. */
export type End = GraphEdge['from'];

/** Edges of one type at one node; `asked` is the end that differs. */
export interface EdgeGroup {
  readonly anchor: End;
  readonly type: RelationType;
  readonly asked: 'from' | 'to';
  readonly edges: readonly GraphEdge[];
}

export interface RelatedFact {
  readonly of: NodeName;
  readonly ask: RelationAsk;
  /** What answers the question. */
  readonly groups: readonly EdgeGroup[];
  /** What was asked for by no means, but is near to it. */
  readonly beside: readonly EdgeGroup[];
}

type PlanOf<Kind extends Plan['kind']> = Extract<Plan, { kind: Kind }>;

/** What the graph says to a plan. */
export type Facts =
  | { readonly kind: 'related'; readonly plan: PlanOf<'related'>; readonly facts: readonly RelatedFact[] }
  | {
      readonly kind: 'check';
      readonly plan: PlanOf<'check'>;
      /** The edges that say yes, in order; empty for no. */
      readonly found: readonly GraphEdge[];
      readonly other: readonly GraphEdge[];
      readonly back: readonly GraphEdge[];
      readonly around: GraphPath | null;
    }
  | {
      readonly kind: 'reach';
      readonly plan: PlanOf<'reach'>;
      readonly facts: readonly { readonly of: NodeName; readonly reached: readonly Reached[] }[];
    }
  | {
      readonly kind: 'path';
      readonly plan: PlanOf<'path'>;
      readonly paths: readonly GraphPath[];
      readonly back: readonly GraphPath[];
      /** There are more than were read. */
      readonly isCut: boolean;
    }
  | {
      readonly kind: 'fields';
      readonly plan: PlanOf<'fields' | 'field'>;
      readonly facts: readonly {
        readonly of: NodeName;
        readonly carriers: readonly GraphEdge[];
        readonly messages: readonly GraphNode[];
      }[];
    }
  | {
      readonly kind: 'field use';
      readonly plan: PlanOf<'field use'>;
      readonly messages: readonly {
        readonly message: GraphNode;
        readonly fields: readonly string[];
        readonly edges: readonly GraphEdge[];
      }[];
    }
  | {
      readonly kind: 'topics without';
      readonly plan: PlanOf<'topics without'>;
      readonly facts: readonly {
        readonly role: 'publishers' | 'subscribers';
        readonly topics: readonly GraphNode[];
      }[];
      readonly total: number;
    }
  | {
      readonly kind: 'without owner';
      readonly plan: PlanOf<'without owner'>;
      readonly nodes: readonly GraphNode[];
    }
  | {
      readonly kind: 'shared topics';
      readonly plan: PlanOf<'shared topics'>;
      readonly topics: readonly { readonly topic: GraphNode; readonly services: readonly GraphNode[] }[];
    }
  | {
      readonly kind: 'compare';
      readonly plan: PlanOf<'compare'>;
      readonly shared: readonly { readonly node: End; readonly edges: readonly GraphEdge[] }[];
      readonly between: readonly GraphEdge[];
    }
  | {
      readonly kind: 'cycles';
      readonly plan: PlanOf<'cycles'>;
      readonly cycles: readonly GraphPath[];
      readonly isCut: boolean;
    }
  | {
      readonly kind: 'most';
      readonly plan: PlanOf<'most'>;
      readonly counts: readonly GraphCount[];
      readonly isSettled: boolean;
    }
  | {
      readonly kind: 'property';
      readonly plan: PlanOf<'property' | 'trait'>;
      readonly nodes: readonly GraphNode[];
    }
  | {
      readonly kind: 'list';
      readonly plan: PlanOf<'list'>;
      readonly lists: readonly { readonly of: NodeKind; readonly nodes: readonly GraphNode[] }[];
      /** Services that files name and none describes: they are no part of the lists. */
      readonly onlyNamed: readonly GraphNode[];
      /** How many there are before they were narrowed. */
      readonly total: number;
      readonly isTooMany: boolean;
    }
  | {
      readonly kind: 'conditions';
      readonly plan: PlanOf<'conditions'>;
      readonly nodes: readonly GraphNode[];
      /** What says of each node, by its id, that the conditions hold. */
      readonly edges: ReadonlyMap<string, readonly GraphEdge[]>;
      /** Words that are no tag, type, protocol or fact of anything here. */
      readonly unknownTraits: readonly string[];
      readonly isTooMany: boolean;
    }
  | {
      readonly kind: 'count edges';
      readonly plan: PlanOf<'count edges'>;
      readonly counts: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: 'describe';
      readonly plan: PlanOf<'describe'>;
      readonly nodes: readonly { readonly node: GraphNode; readonly groups: readonly EdgeGroup[] }[];
    }
  | { readonly kind: 'absent'; readonly plan: PlanOf<'absent'> }
  | {
      readonly kind: 'changes';
      readonly plan: PlanOf<'changes'>;
      readonly changes: readonly GraphChange[];
      readonly isCut: boolean;
    }
  | {
      readonly kind: 'overview';
      readonly plan: PlanOf<'overview'>;
      readonly counts: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: 'draw all';
      readonly plan: PlanOf<'draw all'>;
      readonly edges: readonly GraphEdge[];
      readonly total: number;
    };
