import { operation, type Surface } from '../surface.ts';
import { type ChatRequest, chatOperation } from '../turns/chat-operation.ts';
import { encodeMessages, encodeReply, encodeSessions } from './encode.ts';
import { memoryErrors } from './errors.ts';
import { extractionOperations } from './extractions.ts';
import { exampleAnswer, exampleHistory, exampleQuestion } from './fixtures.ts';
import { insightOperations } from './insights.ts';
import { noteOperations } from './notes.ts';
import { patternDecisionOperations } from './pattern-decisions.ts';
import { patternFeedbackOperations } from './pattern-feedback.ts';
import { patternOperations } from './patterns.ts';
import { runbookOperations } from './runbooks.ts';
import { chatBody, historyBody, historyQuery, MAX_MESSAGE_CHARACTERS, replyBody } from './schema.ts';

const chat = chatOperation({
  path: '/v1/memory/chat',
  id: 'chatWithMemory',
  summary: 'Ask about the incident history',
  mediaType: 'application/json',
  errors: memoryErrors,
  body: chatBody,
  refusals: ['not_found'],
  answers: {
    200: {
      description: 'The reply, with what it rests on.',
      schema: replyBody,
      example: exampleAnswer,
    },
  },
  example: { body: exampleQuestion },
  decode: ({ body }): ChatRequest => ({
    dialect: 'memory',
    ground: { kind: 'history' },
    message: body.message,
    maxMessageCharacters: MAX_MESSAGE_CHARACTERS,
    ...(body.sessionId ? { sessionId: body.sessionId } : {}),
    ...(body.incidentId ? { incidentId: body.incidentId } : {}),
  }),
  encodeReply,
});

const history = operation({
  method: 'GET',
  path: '/v1/memory/chat/history',
  id: 'listMemoryChats',
  summary: 'Your earlier conversations, or the messages of one',
  access: { roles: ['admin', 'member'], scopes: ['ai.chat:read'] },
  query: historyQuery,
  refusals: ['not_found'],
  answers: {
    200: { description: 'Sessions or messages.', schema: historyBody, example: exampleHistory },
  },
  async handle({ c, services, caller, query: { sessionId, limit, cursor } }) {
    if (sessionId !== undefined)
      return c.json(encodeMessages(sessionId, await services.sessions.read(caller, sessionId)));
    const page = cursor === undefined ? { limit } : { limit, cursor };
    return c.json(encodeSessions(await services.sessions.list(caller, page)));
  },
});

/** The dialect of contract 3. */
export const memoryChat: Surface = {
  name: 'Memory chat',
  description: 'Questions about the incident history, its patterns and runbooks.',
  prefixes: ['/v1/memory', '/v1/knowledge'],
  errors: memoryErrors,
  operations: [
    ...[chat, history],
    ...patternFeedbackOperations,
    ...extractionOperations,
    ...patternOperations,
    ...patternDecisionOperations,
    ...noteOperations,
    ...runbookOperations,
    ...insightOperations,
  ],
};
