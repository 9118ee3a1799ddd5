import type { Uuid } from './ids.ts';

/** What a project's graph is made of. */
export const NODE_KINDS = ['service', 'topic', 'message', 'api', 'system', 'owner', 'resource'] as const;

export type NodeKind = (typeof NODE_KINDS)[number];

/**
 * How two things hang together, read from left to right: a service `publishes` to a topic, an owner `owns` a service, a
 * topic `carries` a message, a service is `partOf` a system.
 */
export const RELATION_TYPES = [
  'publishes',
  'subscribes',
  'calls',
  'dependsOn',
  'provides',
  'consumes',
  'owns',
  'partOf',
  'carries',
] as const;

export type RelationType = (typeof RELATION_TYPES)[number];

/** Where something is said: a file of an import and the line, from 1; null where the format does not tell. */
export interface FilePlace {
  readonly file: string;
  readonly line: number | null;
}

/** A field of a message, nested ones flattened: `order.lines[].sku`. */
export interface MessageField {
  readonly path: string;
  /** As the schema says: `string`, `integer`, `array of object`, `string (date-time)`; null where it does not. */
  readonly type: string | null;
  readonly description: string | null;
  readonly isRequired: boolean;
}

export interface NamedLink {
  readonly title: string;
  readonly url: string;
}

/** What a file says of one thing. Unknown stays null or empty. */
export interface NodeDraft {
  readonly kind: NodeKind;
  /** As the file calls it: the name of a service, the address of a topic. */
  readonly name: string;
  /** Other names that the file itself gives the same thing: a title, a host name, a container's name. */
  readonly aliases: readonly string[];
  readonly description: string | null;
  /** What kind of its kind: `website`, `library`, `database`, `kafka topic`, `grpc`. */
  readonly type: string | null;
  readonly tags: readonly string[];
  readonly links: readonly NamedLink[];
  /** Of a topic: `kafka`, `amqp`, `mqtt`, `ws` …, as the file's servers and bindings say. */
  readonly protocols: readonly string[];
  /** Of a message. */
  readonly fields: readonly MessageField[];
  /** What else is worth being told, by its name: `partitions`, `retention`, `lifecycle`, `contentType`, `port`, `image`. */
  readonly facts: Readonly<Record<string, string>>;
  readonly place: FilePlace;
}

/** Names a node in a draft, whether the same file describes it or not. */
export interface NodeReference {
  readonly kind: NodeKind;
  readonly name: string;
}

export interface RelationDraft {
  readonly type: RelationType;
  readonly from: NodeReference;
  readonly to: NodeReference;
  /** How, in the file's words: the operation, the message, the environment variable, the port. */
  readonly detail: string | null;
  readonly place: FilePlace;
}

/** All that one file says; pure data, merged into the graph later. */
export interface TopologyDraft {
  /** `asyncapi`, `backstage`, `openapi`, `docker-compose`, `kubernetes`, `protobuf`, `parley`. */
  readonly format: string;
  readonly nodes: readonly NodeDraft[];
  readonly relations: readonly RelationDraft[];
  /** What the file holds that could not be used, each a clause whose subject is the file. */
  readonly warnings: readonly { readonly line: number | null; readonly reason: string }[];
}

/** The fact of a service that files name and none describes: it may run elsewhere, or not at all. */
export const ONLY_NAMED = 'only named';

/** A node as it is stored. */
export interface GraphNode extends Omit<NodeDraft, 'place'> {
  readonly id: Uuid;
  /** Where it is described or named, the description first. */
  readonly places: readonly FilePlace[];
  readonly lastSeenAt: Date;
  /** When an import of the same source did not mention it any more. */
  readonly vanishedAt: Date | null;
}

/** An edge as it is stored, with what it joins. */
export interface GraphEdge {
  readonly id: Uuid;
  readonly type: RelationType;
  readonly from: Pick<GraphNode, 'id' | 'kind' | 'name'>;
  readonly to: Pick<GraphNode, 'id' | 'kind' | 'name'>;
  readonly details: readonly string[];
  readonly places: readonly FilePlace[];
  readonly lastSeenAt: Date;
  readonly vanishedAt: Date | null;
}

/** Two names that were taken for one thing, and by which rule. */
export interface NameMerge {
  readonly id: Uuid;
  readonly nodeId: Uuid;
  readonly kind: NodeKind;
  readonly alias: string;
  /** `same words`, `service suffix`, `given alias`, `by hand`. */
  readonly rule: string;
  readonly place: FilePlace | null;
}

export interface GraphChange {
  readonly at: Date;
  readonly importId: Uuid;
  readonly action: 'added' | 'changed' | 'vanished' | 'returned';
  /** A node, or an edge in words: `checkout publishes orders`. */
  readonly subject: string;
  readonly kind: NodeKind | 'relation';
  readonly detail: string | null;
}
