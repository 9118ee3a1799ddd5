import { z } from 'zod';
import type { GraphEdge, NodeReference, RelationType } from '../../core/topology.ts';
import type { ServiceSaying } from '../../knowledge/topology/node-saying.ts';
import type { KnowledgeVerbs } from '../../knowledge/verbs.ts';
import { decodeSaid, encodeNode, nodeFields, nodeKind, nodeName, saidFields } from './graph-parts.ts';

export type FoundNode = Awaited<ReturnType<KnowledgeVerbs['topology']['find']>>;

/** Relationships of one type that one request can say. */
const MAX_RELATIONS = 500;

/** A name alone, or with its kind, as answers write it. */
export const references = (kinds: readonly ['topic'] | readonly ['service'] | typeof nodeKind.options) =>
  z
    .array(z.union([nodeName, z.object({ kind: z.enum(kinds), name: nodeName })]))
    .max(MAX_RELATIONS)
    .optional();

type Reference = string | NodeReference;

export const decodeReferences = (given: readonly Reference[] | undefined, kind: 'service' | 'topic') =>
  (given ?? []).map((each): NodeReference => (typeof each === 'string' ? { kind, name: each } : each));

export const serviceSaying = z.object({
  ...saidFields,
  publishes: references(['topic']),
  subscribes: references(['topic']),
  calls: references(nodeKind.options),
  dependsOn: references(nodeKind.options),
});

export const decodeService = (said: z.output<typeof serviceSaying>): ServiceSaying => ({
  ...decodeSaid(said),
  publishes: decodeReferences(said.publishes, 'topic'),
  subscribes: decodeReferences(said.subscribes, 'topic'),
  calls: decodeReferences(said.calls, 'service'),
  dependsOn: decodeReferences(said.dependsOn, 'service'),
});

export const shownReferences = z.array(z.object({ kind: nodeKind, name: z.string() }));

export const belongingFields = {
  owner: z.string().nullable().meta({ description: 'The first of its owners.' }),
  owners: z.array(z.string()),
  system: z.string().nullable(),
};

const serviceSummary = z.object(nodeFields);
export const serviceBody = serviceSummary.extend({
  ...belongingFields,
  publishes: shownReferences,
  subscribes: shownReferences,
  calls: shownReferences,
  dependsOn: shownReferences,
});
export const serviceList = z.object({ items: z.array(serviceSummary), nextCursor: z.string().nullable() });

const named = ({ kind, name }: NodeReference): NodeReference => ({ kind, name });

export const endsOf = (edges: readonly GraphEdge[], type: RelationType, end: 'from' | 'to') =>
  edges.filter((edge) => edge.type === type).map((edge) => named(edge[end]));

export function encodeBelonging({ out, in: into }: FoundNode) {
  const owners = endsOf(into, 'owns', 'from').map(({ name }) => name);
  return { owner: owners[0] ?? null, owners, system: endsOf(out, 'partOf', 'to')[0]?.name ?? null };
}

export const encodeService = (found: FoundNode): z.input<typeof serviceBody> => ({
  ...encodeNode(found.node),
  ...encodeBelonging(found),
  publishes: endsOf(found.out, 'publishes', 'to'),
  subscribes: endsOf(found.out, 'subscribes', 'to'),
  calls: endsOf(found.out, 'calls', 'to'),
  dependsOn: endsOf(found.out, 'dependsOn', 'to'),
});
