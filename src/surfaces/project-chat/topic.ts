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
  pageQuery,
} from './graph-parts.ts';
import { namedNodeOperations } from './named-node.ts';
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

const [read, remove] = namedNodeOperations({
  kind: 'topic',
  path: ONE,
  readWith: 'messages, publishers and subscribers',
  schema: topicBody,
  example: exampleTopic,
  exampleParams: exampleTopicParams,
  encode: encodeTopic,
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

export const topicOperations = [list, read, put, remove];
