import type { Attributes } from './tracing.ts';

/**
 * How spans are called. These and the names of attributes follow OpenTelemetry's semantic conventions for generative
 * AI, version 1.41. Give them names that the server knows, never one that a caller or a model made up.
 */
export const spanNames = {
  turn: 'invoke_agent parley',
  modelCall: (model: string) => `chat ${model}`,
  toolCall: (tool: string) => `execute_tool ${tool}`,
  retrieval: (source: string) => `retrieval ${source}`,
} as const;

interface TemplateFacts {
  readonly id: string;
  readonly version: number;
}

interface TurnFacts {
  readonly dialect: string;
  /** Absent as long as the session is not known: the attributes may be set again. */
  readonly sessionId?: string | undefined;
  readonly template?: TemplateFacts | undefined;
}

/** A chat turn: the span `invoke_agent parley`, kind `internal`. */
export const turnAttributes = ({ dialect, sessionId, template }: TurnFacts): Attributes => ({
  'gen_ai.operation.name': 'invoke_agent',
  'gen_ai.agent.name': 'parley',
  'gen_ai.conversation.id': sessionId,
  'parley.dialect': dialect,
  ...templateAttributes(template),
});

interface ModelCallFacts {
  /** As in the table of providers: `openai`, `anthropic`. */
  readonly provider: string;
  readonly model: string;
  readonly temperature?: number | undefined;
  readonly maxTokens?: number | undefined;
  readonly sessionId?: string | undefined;
  readonly template?: TemplateFacts | undefined;
}

/** What a model is asked: the span `chat …`, kind `client`. */
export const modelCallAttributes = (call: ModelCallFacts): Attributes => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': call.provider,
  'gen_ai.request.model': call.model,
  'gen_ai.request.stream': true,
  'gen_ai.request.temperature': call.temperature,
  'gen_ai.request.max_tokens': call.maxTokens,
  'gen_ai.conversation.id': call.sessionId,
  ...templateAttributes(call.template),
});

interface ReplyFacts {
  /** Who answered, as the provider says. */
  readonly model?: string | undefined;
  readonly finishReason?: string | undefined;
  readonly promptTokens?: number | undefined;
  /** Those of `promptTokens` that came from the provider's cache. */
  readonly cachedTokens?: number | undefined;
  readonly completionTokens?: number | undefined;
  /** Null where no token came. */
  readonly firstTokenSeconds?: number | null | undefined;
}

/** What came back; set at the end of a model call, and of a turn with the sums of its calls. */
export const replyAttributes = (reply: ReplyFacts): Attributes => ({
  'gen_ai.response.model': reply.model,
  'gen_ai.response.finish_reasons': reply.finishReason === undefined ? undefined : [reply.finishReason],
  'gen_ai.response.time_to_first_chunk': reply.firstTokenSeconds ?? undefined,
  'gen_ai.usage.input_tokens': reply.promptTokens,
  'gen_ai.usage.cache_read.input_tokens': reply.cachedTokens,
  'gen_ai.usage.output_tokens': reply.completionTokens,
});

interface ToolCallFacts {
  readonly name: string;
  /** The id that the model gave the call. */
  readonly callId?: string | undefined;
  /** Pieces of evidence that it gave. */
  readonly found?: number | undefined;
}

/** A look-up that a model asked for: the span `execute_tool …`, kind `internal`. */
export const toolCallAttributes = ({ name, callId, found }: ToolCallFacts): Attributes => ({
  'gen_ai.operation.name': 'execute_tool',
  'gen_ai.tool.name': name,
  'gen_ai.tool.type': 'datastore',
  'gen_ai.tool.call.id': callId,
  'parley.evidence.count': found,
});

interface RetrievalFacts {
  /** Where is searched: `history`, `documents`. */
  readonly source: string;
  /** Most pieces that were asked for. */
  readonly topK?: number | undefined;
  readonly found?: number | undefined;
}

/** The search before a model speaks: the span `retrieval …`, kind `internal`. */
export const retrievalAttributes = ({ source, topK, found }: RetrievalFacts): Attributes => ({
  'gen_ai.operation.name': 'retrieval',
  'gen_ai.data_source.id': source,
  'gen_ai.request.top_k': topK,
  'parley.evidence.count': found,
});

const templateAttributes = (template: TemplateFacts | undefined): Attributes => ({
  'gen_ai.prompt.name': template?.id,
  'gen_ai.prompt.version': template === undefined ? undefined : String(template.version),
});
