import { operation } from '../surface.ts';
import { exampleParams } from './fixtures.ts';
import {
  exampleTopic,
  exampleTopicParams,
  exampleTopicSaying,
  exampleTopicSummary,
} from './graph-fixtures.ts';
import {
  decodePage,
  GRAPH_READ,
  GRAPH_WRITE,
  NO_PROJECT,
  namedParams,
  nodeName,
  noneNamed,
  pageQuery,
} from './graph-parts.ts';
import { projectParams } from './schema.ts';
import {
  decodeTopic,
  encodeTopic,
  encodeTopicSummary,
  topicBody,
  topicList,
  topicSaying,
} from './topic-schema.ts';

const PATH = '/v1/projects/{projectId}/topics';
const ONE = `${PATH}/{name}`;
const refusals = [NO_PROJECT, noneNamed('topic')];

const list = operation({
  method: 'GET',
  path: PATH,
  id: 'listTopics',
  summary: "List a project's messaging topics, by name",
  access: GRAPH_READ,
  params: projectParams,
  query: pageQuery.extend({
    tag: nodeName.optional(),
    type: nodeName.optional(),
    protocol: nodeName.optional(),
    owner: nodeName.optional(),
  }),
  refusals: [NO_PROJECT],
  answers: {
    200: {
      description: 'One page.',
      schema: topicList,
      example: { items: [exampleTopicSummary], nextCursor: null },
    },
  },
  example: { params: exampleParams },
  async handle({ c, services, caller, params, query }) {
    const { tag, type, protocol, owner } = query;
    const request = { ...decodePage(query), tag, type, protocol, owner };
    const page = await services.topology.list(caller, params.projectId, 'topic', request);
    return c.json({ items: page.items.map(encodeTopicSummary), nextCursor: page.nextCursor });
  },
});

const read = operation({
  method: 'GET',
  path: ONE,
  id: 'getTopic',
  summary: 'One topic, under its name or an alias, with its messages, publishers and subscribers',
  description: 'In the address the name is percent-encoded.',
  access: GRAPH_READ,
  params: namedParams,
  refusals,
  answers: { 200: { description: 'The topic.', schema: topicBody, example: exampleTopic } },
  example: { params: exampleTopicParams },
  handle: async ({ c, services, caller, params }) =>
    c.json(encodeTopic(await services.topology.find(caller, params.projectId, 'topic', params.name))),
});

const put = operation({
  method: 'PUT',
  path: ONE,
  id: 'putTopic',
  summary: 'Say what a topic is, what it carries, and who publishes and subscribes to it',
  description:
    'It stands in place of what was said of the topic here before, and counts more than what imported files say, which stays. A message can be on several topics: what was said of it last counts for all of them; one of which only the name is given stays as it is.',
  access: GRAPH_WRITE,
  params: namedParams,
  body: topicSaying,
  refusals: [NO_PROJECT],
  answers: {
    200: { description: 'The topic as it is now.', schema: topicBody, example: exampleTopic },
    201: { description: 'The topic, which is new.', schema: topicBody, example: exampleTopic },
  },
  example: { params: exampleTopicParams, body: exampleTopicSaying },
  async handle({ c, services, caller, params: { projectId, name }, body }) {
    const found = await services.topology.putTopic(caller, projectId, name, decodeTopic(body));
    if (found.isNew)
      c.header('Location', `/v1/projects/${projectId}/topics/${encodeURIComponent(found.node.name)}`);
    return c.json(encodeTopic(found), found.isNew ? 201 : 200);
  },
});

const remove = operation({
  method: 'DELETE',
  path: ONE,
  id: 'deleteTopic',
  summary:
    'Delete a topic with its relationships, whoever said them; an import that mentions it brings it back',
  access: GRAPH_WRITE,
  params: namedParams,
  refusals,
  answers: { 204: { description: 'It is gone.' } },
  example: { params: exampleTopicParams },
  async handle({ c, services, caller, params }) {
    await services.topology.remove(caller, params.projectId, 'topic', params.name);
    return c.body(null, 204);
  },
});

export const topicOperations = [list, read, put, remove];
