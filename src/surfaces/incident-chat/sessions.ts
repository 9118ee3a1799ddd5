import { EXAMPLE_ID } from '../ids.ts';
import { operation } from '../surface.ts';
import { encodeMessages, encodeSessions } from './encode.ts';
import { exampleMessages, exampleSessions } from './fixtures.ts';
import { jsonApi } from './json-api.ts';
import {
  messageList,
  messagesParams,
  pageQuery,
  sessionList,
  sessionParams,
  sessionsQuery,
} from './schema.ts';

const READ = { scopes: ['ai.chat:read'] } as const;

const list = operation({
  method: 'GET',
  path: '/v1/ai/chat/sessions',
  id: 'listAiChatSessions',
  summary: 'Your conversations that are about no incident and no alert, latest first',
  access: READ,
  query: sessionsQuery,
  answers: { 200: { description: 'One page.', schema: sessionList, example: exampleSessions } },
  async handle({ c, services, caller, query: { before, 'page[size]': limit } }) {
    const page = { limit, unbound: true, ...(!before ? {} : { cursor: before }) };
    return jsonApi(c, encodeSessions(await services.sessions.list(caller, page)));
  },
});

const messages = operation({
  method: 'GET',
  path: '/v1/ai/chat/sessions/{session_id}/messages',
  id: 'listAiChatSessionMessages',
  summary: 'The messages of a conversation, oldest first',
  access: READ,
  params: messagesParams,
  query: pageQuery,
  refusals: ['not_found'],
  answers: { 200: { description: 'One page.', schema: messageList, example: exampleMessages } },
  example: { params: { session_id: EXAMPLE_ID } },
  async handle({ c, services, caller, params, query }) {
    const page = { number: query['page[number]'], size: query['page[size]'] };
    return jsonApi(
      c,
      encodeMessages(await services.sessions.readPage(caller, params.session_id, page), page),
    );
  },
});

const remove = operation({
  method: 'DELETE',
  path: '/v1/ai/chat/sessions/{id}',
  id: 'deleteAiChatSession',
  summary: 'Delete a conversation with its messages, for good',
  access: { roles: ['admin', 'member'], scopes: ['ai.chat:write'] },
  params: sessionParams,
  refusals: ['not_found'],
  answers: { 204: { description: 'It is gone.' } },
  example: { params: { id: EXAMPLE_ID } },
  async handle({ c, services, caller, params }) {
    await services.sessions.delete(caller, params.id);
    return c.body(null, 204);
  },
});

export const sessionOperations = [list, messages, remove];
