import type { FilePlace, GraphNode, NodeKind, RelationType, TopologyDraft } from '../../core/topology.ts';

/** What one file of a source says. */
export interface SourcedDraft {
  /** The label of the import: `api` for what came through the interface, one thing at a time. */
  readonly source: string;
  readonly draft: TopologyDraft;
}

/** Two names of one kind: of nodes, or of an api and of the service that provides it. */
export interface NamePair {
  readonly kind: NodeKind;
  readonly alias: string;
  readonly name: string;
}

/** What somebody said about names; it counts more than any rule. */
export interface NameDecisions {
  readonly joined: readonly NamePair[];
  readonly apart: readonly NamePair[];
  /** Apis (`alias`) that a service (`name`) does not provide. */
  readonly notProvided: readonly NamePair[];
}

export const NO_DECISIONS: NameDecisions = { joined: [], apart: [], notProvided: [] };

/** How two names came to be taken for one, or an api to have a provider. */
export interface NameLink extends NamePair {
  readonly rule: string;
  readonly place: FilePlace | null;
}

/** What is known of a node, apart from its identity. */
export type NodeContent = Pick<
  GraphNode,
  | 'kind'
  | 'name'
  | 'aliases'
  | 'description'
  | 'type'
  | 'tags'
  | 'links'
  | 'protocols'
  | 'fields'
  | 'facts'
  | 'places'
> & { readonly sources: readonly string[] };

export interface MergedNode extends NodeContent {
  /** Every spelling that stands for it; its own name among them. */
  readonly names: readonly string[];
}

export interface MergedEdge {
  readonly type: RelationType;
  /** Places in the list of nodes, or behind it of those outside of the part that was merged. */
  readonly from: number;
  readonly to: number;
  readonly details: readonly string[];
  readonly places: readonly FilePlace[];
  readonly sources: readonly string[];
}

export interface MergedGraph {
  readonly nodes: readonly MergedNode[];
  readonly edges: readonly MergedEdge[];
  readonly links: readonly NameLink[];
}

/** Which things are merged, where not all are. */
export interface MergedPart {
  readonly keys: ReadonlySet<string>;
  /** Of the others that relations name, by `thingId`, the place behind the merged nodes. */
  readonly outside: ReadonlyMap<string, number>;
}

/** Whose words came in, and when. */
export interface Occasion {
  readonly source: string;
  readonly at: Date;
}
