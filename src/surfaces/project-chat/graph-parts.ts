import { z } from 'zod';
import { ParleyError } from '../../core/errors.ts';
import { type GraphNode, NODE_KINDS, type NodeKind } from '../../core/topology.ts';
import { timeText, uuidText } from '../ids.ts';
import { wholeNumber } from '../query-values.ts';
import { projectParams } from './schema.ts';

export const GRAPH_WRITE = { roles: ['admin', 'member'], scopes: ['projects:write'] } as const;
export const GRAPH_READ = { scopes: ['projects:read', 'ai.chat:read'] } as const;

const MAX_NAME_CHARACTERS = 500;
const MAX_DESCRIPTION_CHARACTERS = 10_000;
const MAX_VALUE_CHARACTERS = 2000;
const MAX_ENTRIES = 100;

export const nodeKind = z.enum(NODE_KINDS);

export const nodeName = z.string().min(1).max(MAX_NAME_CHARACTERS);
/** A name as it stands in an address, percent-encoded: `orders%2Fcreated`. */
export const namedParams = projectParams.extend({ name: nodeName });

export const description = z.string().max(MAX_DESCRIPTION_CHARACTERS).nullish();
export const shortText = nodeName.nullish();

const link = z.object({
  title: z.string().max(MAX_NAME_CHARACTERS).optional(),
  url: z
    .string()
    .max(MAX_VALUE_CHARACTERS)
    .regex(/^https?:\/\/\S+$/i, 'must be an address that begins with http:// or https://'),
});

const factValue = z.union([z.string().max(MAX_VALUE_CHARACTERS), z.number(), z.boolean()]);

/** What a caller says of a service or a topic; what is left out is unknown. */
export const saidFields = {
  description,
  type: shortText,
  owner: shortText,
  system: shortText,
  tags: z.array(nodeName).max(MAX_ENTRIES).optional(),
  links: z.array(link).max(MAX_ENTRIES).optional(),
  facts: z
    .record(nodeName, factValue)
    .refine((facts) => Object.keys(facts).length <= MAX_ENTRIES, `must have at most ${MAX_ENTRIES} entries`)
    .optional(),
};

type Said = z.output<z.ZodObject<typeof saidFields>>;

export const decodeSaid = (said: Said) => ({
  description: said.description ?? null,
  type: said.type ?? null,
  owner: said.owner ?? null,
  system: said.system ?? null,
  tags: said.tags ?? [],
  links: (said.links ?? []).map(({ title, url }) => ({ title: title?.trim() || url, url })),
  facts: Object.fromEntries(Object.entries(said.facts ?? {}).map(([name, value]) => [name, String(value)])),
});

const place = z.object({
  file: z.string().meta({ description: '`api` for what was said through this interface.' }),
  line: z.int().nullable(),
});
export const places = z.array(place);

/** What every thing of the graph shows. */
export const nodeFields = {
  id: uuidText(),
  name: z.string(),
  description: z.string().nullable(),
  type: z.string().nullable(),
  tags: z.array(z.string()),
  links: z.array(z.object({ title: z.string(), url: z.string() })),
  facts: z.record(z.string(), z.string()),
  aliases: z.array(z.string()).meta({ description: 'Other names that are taken for it.' }),
  places: places.meta({ description: 'Where it is described or named, the description first.' }),
  lastSeenAt: timeText(),
};

export const encodeNode = (node: GraphNode) => ({
  ...{ id: node.id, name: node.name, description: node.description, type: node.type, tags: [...node.tags] },
  links: node.links.map(({ title, url }) => ({ title, url })),
  facts: { ...node.facts },
  aliases: [...node.aliases],
  places: encodePlaces(node),
  lastSeenAt: node.lastSeenAt.toISOString(),
});

export const encodePlaces = ({ places: all }: Pick<GraphNode, 'places'>) =>
  all.map(({ file, line }) => ({ file, line }));

export const pageQuery = z.object({ limit: wholeNumber(1, 100, 100), cursor: z.string().optional() });

/** The query of a page as the verbs take it. */
export const decodePage = ({ limit, cursor }: z.output<typeof pageQuery>) => ({
  limit,
  ...(cursor === undefined ? {} : { cursor }),
});

export const NO_PROJECT = new ParleyError('not_found', 'There is no project with that id.', {
  subject: 'project',
});

export const noneNamed = (kind: NodeKind) =>
  new ParleyError('not_found', `The project has no ${kind} of that name.`, { subject: kind });
