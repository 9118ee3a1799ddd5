import { z } from 'zod';
import type { GraphNode } from '../../core/topology.ts';
import type { TopicSaying } from '../../knowledge/topology/node-saying.ts';
import {
  decodeSaid,
  description,
  encodeNode,
  nodeFields,
  nodeName,
  saidFields,
  shortText,
} from './graph-parts.ts';
import {
  belongingFields,
  decodeReferences,
  encodeBelonging,
  endsOf,
  type FoundNode,
  references,
  shownReferences,
} from './service-schema.ts';

const MAX_MESSAGES = 50;
const MAX_FIELDS = 2000;

const field = z.object({
  path: nodeName.meta({
    description: 'Of a nested field with dots, of a list with `[]`: `order.lines[].sku`.',
  }),
  type: shortText,
  description: z.string().max(2000).nullish(),
  required: z.boolean().optional(),
});

const message = z.object({
  name: nodeName,
  description,
  fields: z.array(field).max(MAX_FIELDS).optional(),
});

export const topicSaying = z.object({
  ...saidFields,
  protocol: shortText,
  messages: z
    .array(message)
    .max(MAX_MESSAGES)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'must have different names')
    .optional(),
  publishers: references(['service']),
  subscribers: references(['service']),
});

export const decodeTopic = (said: z.output<typeof topicSaying>): TopicSaying => ({
  ...decodeSaid(said),
  protocol: said.protocol ?? null,
  messages: (said.messages ?? []).map((each) => ({
    name: each.name,
    description: each.description ?? null,
    fields: (each.fields ?? []).map(({ path, type, description: text, required }) => ({
      ...{ path, type: type ?? null, description: text ?? null, isRequired: required ?? false },
    })),
  })),
  publishers: decodeReferences(said.publishers, 'service'),
  subscribers: decodeReferences(said.subscribers, 'service'),
});

const shownField = z.object({
  path: z.string(),
  type: z.string().nullable(),
  description: z.string().nullable(),
  required: z.boolean(),
});

const shownMessage = z.object({
  name: z.string(),
  description: z.string().nullable(),
  fields: z.array(shownField),
});

export const topicSummary = z.object({
  ...nodeFields,
  protocol: z.string().nullable().meta({ description: 'The first of its protocols.' }),
  protocols: z.array(z.string()),
});
export const topicBody = topicSummary.extend({
  ...belongingFields,
  messages: z.array(shownMessage),
  publishers: shownReferences,
  subscribers: shownReferences,
});
export const topicList = z.object({ items: z.array(topicSummary), nextCursor: z.string().nullable() });

export const encodeTopicSummary = (node: GraphNode): z.input<typeof topicSummary> => ({
  ...encodeNode(node),
  protocol: node.protocols[0] ?? null,
  protocols: [...node.protocols],
});

const encodeMessage = (node: GraphNode): z.input<typeof shownMessage> => ({
  name: node.name,
  description: node.description,
  fields: node.fields.map(({ path, type, description: text, isRequired }) => ({
    ...{ path, type, description: text, required: isRequired },
  })),
});

export const encodeTopic = (found: FoundNode): z.input<typeof topicBody> => ({
  ...encodeTopicSummary(found.node),
  ...encodeBelonging(found),
  messages: found.messages.map(encodeMessage),
  publishers: endsOf(found.in, 'publishes', 'from'),
  subscribers: endsOf(found.in, 'subscribes', 'from'),
});
