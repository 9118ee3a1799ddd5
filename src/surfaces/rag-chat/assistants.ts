import type { z } from 'zod';
import type { AssistantChange } from '../../knowledge/update-assistant.ts';
import type { Services } from '../services.ts';
import { operation } from '../surface.ts';
import {
  exampleAssistant,
  exampleAssistantChange,
  exampleAssistantParams,
  exampleNewAssistant,
} from './assistant-fixtures.ts';
import {
  assistantBody,
  assistantChange,
  assistantList,
  assistantParams,
  newAssistant,
} from './assistant-schema.ts';
import { listQuery } from './schema.ts';

const WRITE = { roles: ['admin', 'member'], scopes: ['assistants:write'] } as const;
const READ = { scopes: ['assistants:read', 'ai.chat:read'] } as const;

type Assistant = Awaited<ReturnType<Services['assistants']['find']>>;

const encode = (assistant: Assistant): z.input<typeof assistantBody> => ({
  id: assistant.id,
  assistant_id: assistant.key,
  name: assistant.name,
  template_id: assistant.templateId,
  template_version: assistant.templateVersion,
  default_model: assistant.defaultModel,
  default_scopes: [...assistant.defaultScopes],
  created_at: assistant.createdAt.toISOString(),
});

const decode = (body: z.output<typeof assistantChange>): AssistantChange => ({
  ...(body.name === undefined ? {} : { name: body.name }),
  ...(body.template_id === undefined ? {} : { templateId: body.template_id }),
  ...(body.template_version === undefined ? {} : { templateVersion: body.template_version }),
  ...(body.default_model === undefined ? {} : { defaultModel: body.default_model }),
  ...(body.default_scopes === undefined ? {} : { defaultScopes: body.default_scopes }),
});

const create = operation({
  method: 'POST',
  path: '/v1/assistants',
  id: 'createAssistant',
  summary: 'Create an assistant: a prompt template, a default model and default collections under one name',
  access: WRITE,
  body: newAssistant,
  refusals: ['conflict'],
  answers: { 201: { description: 'The assistant.', schema: assistantBody, example: exampleAssistant } },
  example: { body: exampleNewAssistant },
  async handle({ c, services, caller, body }) {
    const assistant = await services.assistants.create(caller, { key: body.assistant_id, ...decode(body) });
    c.header('Location', `/v1/assistants/${assistant.key}`);
    return c.json(encode(assistant), 201);
  },
});

const list = operation({
  method: 'GET',
  path: '/v1/assistants',
  id: 'listAssistants',
  summary: 'List the assistants',
  access: READ,
  query: listQuery,
  answers: {
    200: {
      description: 'One page.',
      schema: assistantList,
      example: { items: [exampleAssistant], next_cursor: null },
    },
  },
  async handle({ c, services, caller, query: { limit, cursor } }) {
    const request = { limit, ...(cursor === undefined ? {} : { cursor }) };
    const page = await services.assistants.list(caller, request);
    return c.json({ items: page.items.map(encode), next_cursor: page.nextCursor });
  },
});

const read = operation({
  method: 'GET',
  path: '/v1/assistants/{assistant_id}',
  id: 'getAssistant',
  summary: 'One assistant',
  access: READ,
  params: assistantParams,
  refusals: ['not_found'],
  answers: { 200: { description: 'The assistant.', schema: assistantBody, example: exampleAssistant } },
  example: { params: exampleAssistantParams },
  handle: async ({ c, services, caller, params }) =>
    c.json(encode(await services.assistants.find(caller, params.assistant_id))),
});

const update = operation({
  method: 'PATCH',
  path: '/v1/assistants/{assistant_id}',
  id: 'updateAssistant',
  summary: 'Change an assistant: pin a version of its template, or follow the newest',
  access: WRITE,
  params: assistantParams,
  body: assistantChange,
  refusals: ['not_found'],
  answers: { 200: { description: 'As it is now.', schema: assistantBody, example: exampleAssistant } },
  example: { params: exampleAssistantParams, body: exampleAssistantChange },
  handle: async ({ c, services, caller, params, body }) =>
    c.json(encode(await services.assistants.update(caller, params.assistant_id, decode(body)))),
});

const remove = operation({
  method: 'DELETE',
  path: '/v1/assistants/{assistant_id}',
  id: 'deleteAssistant',
  summary: 'Delete an assistant',
  access: WRITE,
  params: assistantParams,
  refusals: ['not_found'],
  answers: { 204: { description: 'It is gone.' } },
  example: { params: exampleAssistantParams },
  async handle({ c, services, caller, params }) {
    await services.assistants.delete(caller, params.assistant_id);
    return c.body(null, 204);
  },
});

export const assistantOperations = [create, list, read, update, remove];
