import { operation } from '../surface.ts';
import { exampleParams } from './fixtures.ts';
import {
  exampleService,
  exampleServiceParams,
  exampleServiceSaying,
  exampleServiceSummary,
} from './graph-fixtures.ts';
import {
  decodePage,
  encodeNode,
  GRAPH_READ,
  GRAPH_WRITE,
  NO_PROJECT,
  namedParams,
  nodeName,
  pageQuery,
} from './graph-parts.ts';
import { namedNodeOperations } from './named-node.ts';
import { projectParams } from './schema.ts';
import { decodeService, encodeService, serviceBody, serviceList, serviceSaying } from './service-schema.ts';

const PATH = '/v1/projects/{projectId}/services';
const ONE = `${PATH}/{name}`;

const list = operation({
  method: 'GET',
  path: PATH,
  id: 'listServices',
  summary: "List a project's services, by name",
  access: GRAPH_READ,
  params: projectParams,
  query: pageQuery.extend({
    tag: nodeName.optional(),
    type: nodeName.optional(),
    owner: nodeName.optional(),
  }),
  refusals: [NO_PROJECT],
  answers: {
    200: {
      description: 'One page.',
      schema: serviceList,
      example: { items: [exampleServiceSummary], nextCursor: null },
    },
  },
  example: { params: exampleParams },
  async handle({ c, services, caller, params, query }) {
    const { tag, type, owner } = query;
    const request = { ...decodePage(query), tag, type, owner };
    const page = await services.topology.list(caller, params.projectId, 'service', request);
    return c.json({ items: page.items.map(encodeNode), nextCursor: page.nextCursor });
  },
});

const [read, remove] = namedNodeOperations({
  kind: 'service',
  path: ONE,
  readWith: 'direct relationships',
  schema: serviceBody,
  example: exampleService,
  exampleParams: exampleServiceParams,
  encode: encodeService,
});

const put = operation({
  method: 'PUT',
  path: ONE,
  id: 'putService',
  summary: 'Say what a service is and how it hangs together with others',
  description:
    'It stands in place of what was said of the service here before, and counts more than what imported files say, which stays. Names of services and topics that are new are taken as such.',
  access: GRAPH_WRITE,
  params: namedParams,
  body: serviceSaying,
  refusals: [NO_PROJECT],
  answers: {
    200: { description: 'The service as it is now.', schema: serviceBody, example: exampleService },
    201: { description: 'The service, which is new.', schema: serviceBody, example: exampleService },
  },
  example: { params: exampleServiceParams, body: exampleServiceSaying },
  async handle({ c, services, caller, params: { projectId, name }, body }) {
    const found = await services.topology.putService(caller, projectId, name, decodeService(body));
    if (found.isNew)
      c.header('Location', `/v1/projects/${projectId}/services/${encodeURIComponent(found.node.name)}`);
    return c.json(encodeService(found), found.isNew ? 201 : 200);
  },
});

export const serviceOperations = [list, read, put, remove];
