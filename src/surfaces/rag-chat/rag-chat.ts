import { ParleyError } from '../../core/errors.ts';
import { requireScopesOf } from '../../knowledge/read-rag-scope.ts';
import { givenConversation } from '../given-conversation.ts';
import { hasBody, mediaTypeOf } from '../http/read-body.ts';
import type { Call, Surface } from '../surface.ts';
import { type ChatRequest, chatOperation } from '../turns/chat-operation.ts';
import { assistantOperations } from './assistants.ts';
import { brandOperations } from './brands.ts';
import { documentJobOperations } from './document-jobs.ts';
import { documentOperations } from './documents.ts';
import { encodeReply } from './encode.ts';
import { ragErrors } from './errors.ts';
import { exampleAnswer, exampleQuestion } from './fixtures.ts';
import { chatBody, DEFAULT_TOP_K, MAX_QUESTION_CHARACTERS, MAX_TOP_K, replyBody } from './schema.ts';
import { templateOperations } from './templates.ts';

const PATH = '/v1/ai/chat';

const chat = chatOperation({
  path: PATH,
  id: 'chatWithDocuments',
  summary: "Ask about a brand's documents",
  mediaType: 'application/json',
  errors: ragErrors,
  body: chatBody,
  answers: {
    200: {
      description: 'The reply, with its passages and citations.',
      schema: replyBody,
      example: exampleAnswer,
    },
  },
  example: { body: exampleQuestion },
  decode,
  encodeReply,
});

type Body = ReturnType<typeof chatBody.parse>;

async function decode({ body, services, caller }: Call<undefined, undefined, Body>): Promise<ChatRequest> {
  const [brand, assistant] = await Promise.all([
    services.brands.find(caller, body.brand_id),
    body.assistant_id === undefined ? undefined : services.assistants.lookUp(caller, body.assistant_id),
  ]);
  if (body.assistant_id !== undefined && assistant === undefined)
    throw unknown('assistant_id', 'There is no assistant with that assistant_id.');
  const scopes = requireScopesOf(brand, body.rag_scope ?? assistant?.defaultScopes.join(',') ?? '');
  const model = body.model ?? assistant?.defaultModel ?? undefined;
  if (model !== undefined && services.limits.refusesModel(model))
    throw unknown('model', 'This server has no model of that name.');
  return {
    dialect: 'rag',
    ground: {
      kind: 'documents',
      brandId: brand.id,
      brand: brand.key,
      scopes,
      topK: Math.min(body.top_k ?? DEFAULT_TOP_K, MAX_TOP_K),
      threshold: body.threshold ?? 0,
    },
    maxMessageCharacters: MAX_QUESTION_CHARACTERS,
    endUser: body.user_id,
    generation: {
      ...(model === undefined ? {} : { model }),
      ...(body.temperature === undefined ? {} : { temperature: body.temperature }),
      ...(body.max_tokens === undefined ? {} : { maxTokens: body.max_tokens }),
    },
    ...(assistant && { template: { id: assistant.templateId, version: assistant.templateVersion } }),
    ...givenConversation(body.messages),
  };
}

const unknown = (subject: string, message: string) => new ParleyError('invalid_input', message, { subject });

/** The dialect of contract 4, which shares the address of its chat with contract 1: a JSON body tells them apart. */
export const ragChat: Surface = {
  name: 'Document chat',
  description: "Questions about a brand's documents, with citations.",
  prefixes: ['/v1/brands', '/v1/documents', '/v1/jobs', '/v1/assistants', '/v1/templates'],
  claims: async (c, { limits }) =>
    c.req.path === PATH && mediaTypeOf(c) === 'application/json' && hasBody(c, limits.maxBodyBytes),
  claimed: 'with a JSON body (`Content-Type: application/json`)',
  errors: ragErrors,
  operations: [
    chat,
    ...brandOperations,
    ...documentOperations,
    ...documentJobOperations,
    ...assistantOperations,
    ...templateOperations,
  ],
};
