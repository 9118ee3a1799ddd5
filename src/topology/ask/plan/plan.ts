import type { NodeKind, RelationType } from '../../../core/topology.ts';
import type { Direction, NodeName } from '../../topology-graph.ts';
import type { ChangeAction, Relation } from '../read/meanings.ts';
import type { NameClaim, UnknownClaim } from '../read/reading.ts';

/** Which end of a relation is asked for; the other end is known. */
export interface RelationAsk {
  readonly relation: Relation;
  readonly asked: 'from' | 'to';
}

/** Services or topics with, or without, an edge of those types. */
export interface EdgeCondition {
  readonly types: readonly RelationType[];
  readonly direction: Direction;
  readonly has: boolean;
  /** How the condition is said behind “that”, of one and of many. */
  readonly said: readonly [one: string, many: string];
}

/** With how many others something has a relationship. */
export interface Times {
  readonly comparison: 'exactly' | 'more than' | 'at least' | 'fewer than' | 'at most';
  readonly number: number;
}

/** One thing that may hold of a node. */
export type Term =
  /** A relationship with that node, in which the asked one stands at the end `asked`. */
  | { readonly by: 'relation'; readonly ask: RelationAsk; readonly of: NodeName }
  /** A relationship with anything at all. */
  | { readonly by: 'some relation'; readonly ask: RelationAsk; readonly times: Times | null }
  | { readonly by: 'reach'; readonly way: 'affected' | 'needs'; readonly of: NodeName }
  /** A tag, type, protocol or other fact: its own, or with `uses` of something that it uses. */
  | { readonly by: 'trait'; readonly words: string; readonly uses: boolean }
  | { readonly by: 'node'; readonly of: NodeName };

/** At least one of the terms holds; with `negated` none does. */
export interface Condition {
  readonly any: readonly Term[];
  readonly negated: boolean;
}

/** What is asked of the graph, with every name a node. `counts` puts the number first. */
export type Plan =
  | {
      readonly kind: 'related';
      readonly of: readonly NodeName[];
      readonly asks: readonly RelationAsk[];
      /** Kinds of what is asked for, where a noun says so. */
      readonly only: readonly NodeKind[] | null;
      readonly counts: boolean;
    }
  | {
      readonly kind: 'check';
      readonly relation: Relation;
      readonly from: NodeName;
      readonly to: NodeName;
      readonly isYesNo: boolean /** A longer way counts too. */;
      readonly mayBeIndirect: boolean;
    }
  | {
      readonly kind: 'reach';
      readonly way: 'affected' | 'needs';
      readonly of: readonly NodeName[];
      readonly maxHops: number | null;
      readonly only: readonly NodeKind[] | null;
      readonly counts: boolean;
      /** What a word with two readings was taken for. */
      readonly readAs: string | null;
    }
  | {
      readonly kind: 'path';
      readonly from: NodeName;
      readonly to: NodeName;
      readonly all: boolean;
      /** “between” and “connected” say no direction. */
      readonly eitherWay: boolean;
      readonly counts: boolean;
      readonly isYesNo: boolean;
    }
  | {
      readonly kind: 'fields';
      readonly of: readonly NodeName[];
      readonly requiredOnly: boolean;
      readonly counts: boolean;
    }
  | {
      readonly kind: 'field';
      readonly of: readonly NodeName[];
      readonly field: string;
      readonly isYesNo: boolean;
    }
  | { readonly kind: 'field use'; readonly field: string }
  | {
      readonly kind: 'topics without';
      readonly roles: readonly ('publishers' | 'subscribers')[];
      readonly counts: boolean;
    }
  | { readonly kind: 'without owner'; readonly of: NodeKind; readonly counts: boolean }
  | { readonly kind: 'shared topics'; readonly counts: boolean }
  | { readonly kind: 'compare'; readonly of: readonly NodeName[] }
  | { readonly kind: 'cycles'; readonly through: NodeName | null; readonly counts: boolean }
  | {
      readonly kind: 'most';
      readonly of: 'service' | 'topic';
      /** Null: edges of every type. */
      readonly edges:
        | readonly { readonly types: readonly RelationType[]; readonly direction: Direction }[]
        | null;
      readonly said: string;
      readonly limit: number;
    }
  | { readonly kind: 'property'; readonly of: readonly NodeName[]; readonly property: string }
  | { readonly kind: 'trait'; readonly of: NodeName; readonly words: string }
  | {
      readonly kind: 'list';
      readonly kinds: readonly NodeKind[];
      /** Tags, types, protocols or facts that each listed node has. */
      readonly traits: readonly string[];
      /** “tagged x”, “of type x”: that x is no such label is an answer. */
      readonly isLabelled: boolean;
      readonly missing: string | null;
      readonly edge: EdgeCondition | null;
      readonly counts: boolean;
    }
  | {
      readonly kind: 'conditions';
      /** Kinds that are asked for; empty where the first condition alone tells. */
      readonly kinds: readonly NodeKind[];
      /** All of them hold. */
      readonly conditions: readonly Condition[];
      readonly counts: boolean;
    }
  | { readonly kind: 'count edges'; readonly types: readonly RelationType[] | null }
  | { readonly kind: 'describe'; readonly of: readonly NodeName[]; readonly isYesNo: boolean }
  | { readonly kind: 'absent'; readonly written: string; readonly kinds: readonly NodeKind[] | null }
  | {
      readonly kind: 'changes';
      readonly since: Date | null;
      readonly said: string;
      readonly action: ChangeAction | null;
      readonly of: readonly NodeKind[] | null;
      readonly about: NodeName | null;
      readonly counts: boolean;
    }
  | { readonly kind: 'overview' }
  | { readonly kind: 'draw all' };

/** Why there is no plan. */
export type Refusal =
  | { readonly kind: 'unknown name'; readonly claim: UnknownClaim }
  | { readonly kind: 'ambiguous'; readonly claim: NameClaim; readonly options: readonly NodeName[] }
  | { readonly kind: 'mismatch'; readonly node: NodeName; readonly wanted: readonly NodeKind[] }
  | { readonly kind: 'not held'; readonly words: readonly string[]; readonly about: readonly NodeName[] }
  | { readonly kind: 'not understood' };

const REFUSALS: ReadonlySet<string> = new Set<Refusal['kind']>([
  'unknown name',
  'ambiguous',
  'mismatch',
  'not held',
  'not understood',
]);

export const isRefusal = (planned: Plan | Refusal): planned is Refusal => REFUSALS.has(planned.kind);
