import type { Uuid } from '../core/ids.ts';
import type { GraphChange, GraphEdge, GraphNode, NodeKind, RelationType } from '../core/topology.ts';

/** Which way edges are followed: `out` along their reading, `in` against it. */
export type Direction = 'out' | 'in';

/** Edges that lead from a start to an end, in order. */
export type GraphPath = readonly GraphEdge[];

/** A node that is reached, and how. */
export interface Reached {
  readonly node: GraphNode;
  readonly hops: number;
  /** One shortest way to it. */
  readonly path: GraphPath;
}

/** What a name may stand for. */
export interface NodeName {
  readonly id: Uuid;
  readonly kind: NodeKind;
  readonly name: string;
  readonly aliases: readonly string[];
}

export interface GraphCount {
  readonly node: GraphNode;
  readonly edges: number;
}

/**
 * The graph of one project, as it is now (what vanished is left out unless asked for). Every query is bounded; lists
 * are in the order of names, and one more than `limit` is never read.
 */
export interface TopologyGraph {
  /** Names of every node, for linking words to them. */
  names(): Promise<readonly NodeName[]>;
  nodes(ids: readonly Uuid[]): Promise<GraphNode[]>;
  /** Nodes of a kind, narrowed by tag, type, protocol or owner where given. */
  list(
    kind: NodeKind,
    filter?: {
      readonly tag?: string;
      readonly type?: string;
      readonly protocol?: string;
      readonly ownerId?: Uuid;
    },
  ): Promise<GraphNode[]>;
  /** Edges of a node. */
  edges(id: Uuid, direction: Direction, types: readonly RelationType[]): Promise<GraphEdge[]>;
  /**
   * Who is affected when the node is down: who calls, depends on or consumes from it, and who subscribes to a topic that
   * it publishes to, directly and further; cycle-safe, at most `maxHops`. A topic or API between two services is no hop
   * of its own, but stands in the path.
   */
  affectedBy(id: Uuid, maxHops: number): Promise<Reached[]>;
  /** What the node needs to work: the same edges the other way. */
  needs(id: Uuid, maxHops: number): Promise<Reached[]>;
  /** The shortest ways first, at most `limit`, none longer than `maxHops`; messaging counts as service → topic → service. */
  paths(
    from: Uuid,
    to: Uuid,
    options: { readonly maxHops: number; readonly limit: number },
  ): Promise<GraphPath[]>;
  topicsWithout(role: 'publishers' | 'subscribers'): Promise<GraphNode[]>;
  withoutOwner(kind: NodeKind): Promise<GraphNode[]>;
  /** Topics that more than one service publishes or subscribes to, with those. */
  sharedTopics(): Promise<readonly { readonly topic: GraphNode; readonly services: readonly GraphNode[] }[]>;
  /** Rings of calls and dependencies, each once, shortest first. */
  cycles(limit: number): Promise<GraphPath[]>;
  /** Services with the most edges, most first. */
  mostConnected(limit: number): Promise<GraphCount[]>;
  /** Messages with a field of that name (its last part, or the whole path), and who carries, publishes and reads them. */
  messagesWithField(field: string): Promise<
    readonly {
      readonly message: GraphNode;
      readonly fields: readonly string[];
      readonly edges: readonly GraphEdge[];
    }[]
  >;
  /** Changes of the last import, or of all since a time, newest first. */
  changes(since: Date | null, limit: number): Promise<GraphChange[]>;
  counts(): Promise<Readonly<Record<NodeKind | RelationType, number>>>;
}
