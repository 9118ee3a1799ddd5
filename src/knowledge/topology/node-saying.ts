import type {
  MessageField,
  NamedLink,
  NodeDraft,
  NodeReference,
  RelationDraft,
  RelationType,
} from '../../core/topology.ts';
import { withoutUserInfo } from '../../topology/read/without-user-info.ts';
import { API_PLACE } from './graph-access.ts';

/** What a caller says of a service or a topic; it stands in place of what was said of it before in this way. */
interface NodeSaying {
  readonly description: string | null;
  readonly type: string | null;
  /** Names. */
  readonly owner: string | null;
  readonly system: string | null;
  readonly tags: readonly string[];
  readonly links: readonly NamedLink[];
  readonly facts: Readonly<Record<string, string>>;
}

export interface ServiceSaying extends NodeSaying {
  readonly publishes: readonly NodeReference[];
  readonly subscribes: readonly NodeReference[];
  readonly calls: readonly NodeReference[];
  readonly dependsOn: readonly NodeReference[];
}

export interface MessageSaying {
  readonly name: string;
  readonly description: string | null;
  readonly fields: readonly MessageField[];
}

export interface TopicSaying extends NodeSaying {
  readonly protocol: string | null;
  readonly messages: readonly MessageSaying[];
  readonly publishers: readonly NodeReference[];
  readonly subscribers: readonly NodeReference[];
}

const NOTHING = {
  ...{ aliases: [], description: null, type: null, tags: [], links: [], protocols: [], fields: [] },
  ...{ facts: {}, place: API_PLACE },
};

const relation = (type: RelationType, from: NodeReference, to: NodeReference): RelationDraft => ({
  ...{ type, from, to, detail: null, place: API_PLACE },
});

const common = ({ description, type, tags, links, facts }: NodeSaying) => ({
  ...NOTHING,
  ...{ description, type, tags, facts },
  links: links.map(({ title, url }) => ({ title, url: withoutUserInfo(url) })),
});

const belongs = (self: NodeReference, { owner, system }: NodeSaying): RelationDraft[] => [
  ...(owner === null ? [] : [relation('owns', { kind: 'owner', name: owner }, self)]),
  ...(system === null ? [] : [relation('partOf', self, { kind: 'system', name: system })]),
];

interface Drafts {
  readonly node: NodeDraft;
  readonly relations: readonly RelationDraft[];
}

export function serviceDrafts(name: string, saying: ServiceSaying): Drafts {
  const self = { kind: 'service', name } as const;
  const types = ['publishes', 'subscribes', 'calls', 'dependsOn'] as const;
  return {
    node: { ...common(saying), ...self },
    relations: [
      ...belongs(self, saying),
      ...types.flatMap((type) => saying[type].map((other) => relation(type, self, other))),
    ],
  };
}

/** The topic itself; what its messages are is said of them. */
export function topicDrafts(name: string, saying: TopicSaying): Drafts {
  const self = { kind: 'topic', name } as const;
  return {
    node: {
      ...common(saying),
      ...self,
      protocols: saying.protocol === null ? [] : [saying.protocol],
    },
    relations: [
      ...belongs(self, saying),
      ...saying.messages.map((message) => relation('carries', self, { kind: 'message', name: message.name })),
      ...saying.publishers.map((service) => relation('publishes', service, self)),
      ...saying.subscribers.map((service) => relation('subscribes', service, self)),
    ],
  };
}

/** Undefined where nothing but the name is said, so that what is known of the message stays. */
export const messageDraft = ({ name, description, fields }: MessageSaying): NodeDraft | undefined =>
  description === null && fields.length === 0
    ? undefined
    : { ...NOTHING, kind: 'message', name, description, fields };
