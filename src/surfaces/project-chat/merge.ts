import { z } from 'zod';
import { ParleyError } from '../../core/errors.ts';
import type { KnowledgeVerbs } from '../../knowledge/verbs.ts';
import { timeText, uuidText } from '../ids.ts';
import { operation } from '../surface.ts';
import { exampleParams } from './fixtures.ts';
import { exampleMerge, exampleMergeParams, exampleNewMerge } from './graph-fixtures.ts';
import {
  decodePage,
  GRAPH_READ,
  GRAPH_WRITE,
  NO_PROJECT,
  nodeKind,
  nodeName,
  pageQuery,
  places,
} from './graph-parts.ts';
import { projectParams } from './schema.ts';

const PATH = '/v1/projects/{projectId}/merges';
const UUID = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

const mergeParams = projectParams.extend({ mergeId: z.string().regex(UUID, 'must be a UUID') });

const newMerge = z.object({
  kind: nodeKind,
  name: nodeName.meta({ description: 'The name that the thing keeps.' }),
  alias: nodeName,
});

const mergeBody = z.object({
  id: uuidText(),
  kind: nodeKind,
  name: z.string(),
  alias: z.string().meta({ description: 'Taken for the same as `name`.' }),
  rule: z.string().meta({ description: 'Why: `same words`, `service suffix`, `given alias`, `by hand` …' }),
  place: places.element.nullable(),
  createdBy: z.string(),
  createdAt: timeText(),
  undoneBy: z.string().nullable(),
  undoneAt: timeText().nullable(),
});

type Merge = Awaited<ReturnType<KnowledgeVerbs['topology']['addMerge']>>;

const encode = ({ place, ...merge }: Merge): z.input<typeof mergeBody> => ({
  ...{ id: merge.id, kind: merge.kind, name: merge.name, alias: merge.alias, rule: merge.rule },
  place: place && { file: place.file, line: place.line },
  ...{ createdBy: merge.createdBy, createdAt: merge.createdAt.toISOString() },
  ...{ undoneBy: merge.undoneBy, undoneAt: merge.undoneAt?.toISOString() ?? null },
});

const list = operation({
  method: 'GET',
  path: PATH,
  id: 'listNameMerges',
  summary: 'Which names are taken for one thing, and why; the oldest first, undone ones among them',
  access: GRAPH_READ,
  params: projectParams,
  query: pageQuery,
  refusals: [NO_PROJECT],
  answers: {
    200: {
      description: 'One page.',
      schema: z.object({ items: z.array(mergeBody), nextCursor: z.string().nullable() }),
      example: { items: [exampleMerge], nextCursor: null },
    },
  },
  example: { params: exampleParams },
  async handle({ c, services, caller, params, query }) {
    const page = await services.topology.merges(caller, params.projectId, decodePage(query));
    return c.json({ items: page.items.map(encode), nextCursor: page.nextCursor });
  },
});

const create = operation({
  method: 'POST',
  path: PATH,
  id: 'addNameMerge',
  summary: 'Take two names for one thing from now on',
  access: GRAPH_WRITE,
  params: projectParams,
  body: newMerge,
  refusals: [
    NO_PROJECT,
    new ParleyError('not_found', 'No service of the project is called “basket”.', { subject: 'alias' }),
    new ParleyError('conflict', '“checkout” and “basket” are one service already.', { subject: 'alias' }),
  ],
  answers: { 201: { description: 'The merge.', schema: mergeBody, example: exampleMerge } },
  example: { params: exampleParams, body: exampleNewMerge },
  async handle({ c, services, caller, params, body }) {
    const merge = await services.topology.addMerge(caller, params.projectId, body);
    c.header('Location', `/v1/projects/${params.projectId}/merges/${merge.id}`);
    return c.json(encode(merge), 201);
  },
});

const undo = operation({
  method: 'DELETE',
  path: `${PATH}/{mergeId}`,
  id: 'undoNameMerge',
  summary: 'Take the two names for two things from now on, whatever is imported',
  access: GRAPH_WRITE,
  params: mergeParams,
  refusals: [
    NO_PROJECT,
    new ParleyError('not_found', 'There is no merge with that id that counts.', { subject: 'merge' }),
  ],
  answers: { 204: { description: 'It is undone.' } },
  example: { params: exampleMergeParams },
  async handle({ c, services, caller, params }) {
    await services.topology.undoMerge(caller, params.projectId, params.mergeId.toLowerCase());
    return c.body(null, 204);
  },
});

export const mergeOperations = [list, create, undo];
