import type { Reply } from '../../chat/collect-reply.ts';
import { givenConversation } from '../given-conversation.ts';
import type { Surface } from '../surface.ts';
import { type ChatRequest, chatOperation } from '../turns/chat-operation.ts';
import { changeOperations } from './change.ts';
import { projectErrors } from './errors.ts';
import { exampleAnswer, exampleParams, exampleQuestion } from './fixtures.ts';
import { graphOperations } from './graph.ts';
import { mergeOperations } from './merge.ts';
import { projectOperations } from './projects.ts';
import { chatBody, MAX_CONTENT_CHARACTERS, projectParams, replyBody } from './schema.ts';
import { serviceOperations } from './service.ts';
import { topicOperations } from './topic.ts';

const chat = chatOperation({
  path: '/v1/projects/{projectId}/ai/chat',
  id: 'chatWithProject',
  summary: 'Ask about a project',
  description:
    'The whole conversation is sent each time; nothing is read from earlier calls. `projectId` is the slug or the UUID.',
  mediaType: 'application/json',
  errors: projectErrors,
  params: projectParams,
  body: chatBody,
  refusals: ['not_found', 'insufficient_credits'],
  answers: {
    200: { description: 'The reply, with what it rests on.', schema: replyBody, example: exampleAnswer },
  },
  example: { params: exampleParams, body: exampleQuestion },
  async decode({ params, body, services, caller }): Promise<ChatRequest> {
    const { id, slug } = await services.projects.find(caller, params.projectId);
    return {
      dialect: 'project',
      ground: { kind: 'project', projectId: id, slug },
      maxMessageCharacters: MAX_CONTENT_CHARACTERS,
      ...givenConversation(body.messages),
    };
  },
  encodeReply: (reply: Reply) => ({
    message: { role: 'assistant', content: reply.reply },
    sources: reply.sources.map(({ type, id, title }) => ({ type, id, name: title })),
  }),
});

/** The dialect of contract 2. */
export const projectChat: Surface = {
  name: 'Project chat',
  description: "Questions about a project's services and topics and how they hang together.",
  prefixes: ['/v1/projects'],
  errors: projectErrors,
  operations: [
    chat,
    ...projectOperations,
    ...graphOperations,
    ...serviceOperations,
    ...topicOperations,
    ...changeOperations,
    ...mergeOperations,
  ],
};
