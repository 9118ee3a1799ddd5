import type { Reply } from '../../chat/collect-reply.ts';
import { givenConversation } from '../given-conversation.ts';
import type { Surface } from '../surface.ts';
import { type ChatRequest, chatOperation } from '../turns/chat-operation.ts';
import { assistantErrors } from './errors.ts';
import { exampleAnswer, exampleParams, exampleQuestion } from './fixtures.ts';
import { chatBody, MAX_CONTENT_CHARACTERS, projectParams, replyBody } from './schema.ts';

const chatAt = (prefix: string, id: string) =>
  chatOperation({
    path: `${prefix}/projects/{id}/assistant/chat`,
    id,
    summary: `Talk through a given text for a purpose${prefix === '' ? '' : `, below ${prefix}`}`,
    description: 'The whole conversation and the text are sent each time. `id` is the UUID of the project.',
    mediaType: 'application/json',
    errors: assistantErrors,
    params: projectParams,
    body: chatBody,
    refusals: ['not_found', 'insufficient_credits'],
    answers: { 200: { description: 'The reply.', schema: replyBody, example: exampleAnswer } },
    example: { params: exampleParams, body: exampleQuestion },
    async decode({ params, body, services, caller }): Promise<ChatRequest> {
      const { id: projectId } = await services.projects.find(caller, params.id);
      const { source_text: text, source_label: label = null } = body.context;
      return {
        dialect: 'assistant',
        ground: { kind: 'given text', projectId, purpose: body.purpose, text, label },
        maxMessageCharacters: MAX_CONTENT_CHARACTERS,
        ...givenConversation(body.messages),
      };
    },
    encodeReply: (reply: Reply) => ({ message: reply.reply }),
  });

/** The dialect of contract 5. */
export const assistantChat: Surface = {
  name: 'Assistant chat',
  description: 'Conversations with a purpose about a text that comes along.',
  prefixes: ['/projects', '/api'],
  errors: assistantErrors,
  operations: [chatAt('', 'chatWithAssistant'), chatAt('/api', 'chatWithAssistantBelowApi')],
};
