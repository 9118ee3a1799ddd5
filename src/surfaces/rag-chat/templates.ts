import { operation } from '../surface.ts';
import { encodeTemplate, encodeVersion, encodeWithVersions } from './encode-template.ts';
import { listQuery } from './schema.ts';
import {
  exampleNewTemplate,
  exampleNewVersion,
  exampleTemplate,
  exampleTemplateParams,
  exampleTemplateWithVersions,
  exampleVersion,
} from './template-fixtures.ts';
import {
  newTemplate,
  newVersion,
  templateList,
  templateParams,
  templateWithVersions,
  versionBody,
  versionParams,
} from './template-schema.ts';

const WRITE = { roles: ['admin', 'member'], scopes: ['templates:write'] } as const;
const READ = { scopes: ['templates:read', 'ai.chat:read'] } as const;

const create = operation({
  method: 'POST',
  path: '/v1/templates',
  id: 'createTemplate',
  summary: 'Create a prompt template with its first version',
  description: 'Under the id of a built-in template it takes the place of that one.',
  access: WRITE,
  body: newTemplate,
  refusals: ['conflict'],
  answers: {
    201: {
      description: 'The template.',
      schema: templateWithVersions,
      example: exampleTemplateWithVersions,
    },
  },
  example: { body: exampleNewTemplate },
  async handle({ c, services, caller, body: { template_id: id, name, body } }) {
    const request = { id, body, ...(name === undefined ? {} : { name }) };
    const template = await services.templates.create(caller, request);
    c.header('Location', `/v1/templates/${template.id}`);
    return c.json(encodeWithVersions(template), 201);
  },
});

const list = operation({
  method: 'GET',
  path: '/v1/templates',
  id: 'listTemplates',
  summary: 'List the prompt templates, the built-in ones among them',
  access: READ,
  query: listQuery,
  answers: {
    200: {
      description: 'One page.',
      schema: templateList,
      example: { items: [exampleTemplate], next_cursor: null },
    },
  },
  async handle({ c, services, caller, query: { limit, cursor } }) {
    const request = { limit, ...(cursor === undefined ? {} : { cursor }) };
    const page = await services.templates.list(caller, request);
    return c.json({ items: page.items.map(encodeTemplate), next_cursor: page.nextCursor });
  },
});

const read = operation({
  method: 'GET',
  path: '/v1/templates/{template_id}',
  id: 'getTemplate',
  summary: 'One prompt template and its versions, newest first',
  access: READ,
  params: templateParams,
  refusals: ['not_found'],
  answers: {
    200: {
      description: 'The template.',
      schema: templateWithVersions,
      example: exampleTemplateWithVersions,
    },
  },
  example: { params: exampleTemplateParams },
  handle: async ({ c, services, caller, params }) =>
    c.json(encodeWithVersions(await services.templates.find(caller, params.template_id))),
});

const addVersion = operation({
  method: 'POST',
  path: '/v1/templates/{template_id}/versions',
  id: 'addTemplateVersion',
  summary: 'Add a version to a prompt template',
  description: 'It gets the next number and is the newest from then on. No version is ever changed.',
  access: WRITE,
  params: templateParams,
  body: newVersion,
  refusals: ['not_found', 'conflict'],
  answers: { 201: { description: 'The version.', schema: versionBody, example: exampleVersion } },
  example: { params: exampleTemplateParams, body: exampleNewVersion },
  async handle({ c, services, caller, params, body }) {
    const added = await services.templates.addVersion(caller, params.template_id, body.body);
    c.header('Location', `/v1/templates/${added.templateId}/versions/${added.version}`);
    return c.json(encodeVersion(added), 201);
  },
});

const readVersion = operation({
  method: 'GET',
  path: '/v1/templates/{template_id}/versions/{version}',
  id: 'getTemplateVersion',
  summary: 'One version of a prompt template with its text',
  access: READ,
  params: versionParams,
  refusals: ['not_found'],
  answers: { 200: { description: 'The version.', schema: versionBody, example: exampleVersion } },
  example: { params: { ...exampleTemplateParams, version: 1 } },
  handle: async ({ c, services, caller, params }) =>
    c.json(encodeVersion(await services.templates.findVersion(caller, params.template_id, params.version))),
});

export const templateOperations = [create, list, read, addVersion, readVersion];
