import type { WrongUsage } from '../behaviour.ts';
import { openAiError } from './open-ai-error.ts';
import { readChatRequest } from './read-chat-request.ts';
import { inputPieces, serverSentEvent } from './server-sent-event.ts';
import type { Reply, ReplyStream, Wire } from './wire.ts';

const FINISHES = { stop: 'stop', length: 'length', content_filter: 'content_filter', tools: 'tool_calls' };
const HEAD = { id: 'chatcmpl-stand-in', created: 1_750_000_000 };

/** OpenAI chat completions, which most other providers speak too. */
export const chatWire: Wire = {
  name: 'chat',
  read: readChatRequest,
  stream: streamReply,
  whole: wholeReply,
  errorBody: openAiError,
};

function streamReply(reply: Reply): ReplyStream {
  const chunk = (choices: readonly unknown[], usage: unknown = null) =>
    serverSentEvent({ ...HEAD, object: 'chat.completion.chunk', model: reply.model, choices, usage });
  const choice = (delta: unknown, finish_reason: string | null = null) =>
    chunk([{ index: 0, delta, logprobs: null, finish_reason }]);
  const isOnlyCalls = reply.pieces.length === 0 && reply.calls.length > 0;
  return {
    opening: () => choice({ role: 'assistant', content: isOnlyCalls ? null : '' }),
    piece: (text) => choice({ content: text }),
    closing: () =>
      [
        ...reply.calls.flatMap(({ id, name, input }, index) => [
          choice({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }),
          ...inputPieces(input).map((piece) =>
            choice({ tool_calls: [{ index, function: { arguments: piece } }] }),
          ),
        ]),
        choice({}, FINISHES[reply.finish]),
        ...(reply.usage === null ? [] : [chunk([], usageOf(reply.usage))]),
        serverSentEvent('[DONE]'),
      ].join(''),
    error: (type = 'server_error') =>
      serverSentEvent({
        error: { message: 'The server had an error while it answered.', type, param: null, code: null },
      }),
  };
}

const usageOf = ({ prompt, cached, completion }: WrongUsage) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: Number(prompt) + Number(completion),
  ...(cached === undefined ? {} : { prompt_tokens_details: { cached_tokens: cached } }),
});

function wholeReply({ model, pieces, calls, finish, usage }: Reply): unknown {
  const toolCalls = calls.map(({ id, name, input }) => ({
    id,
    type: 'function',
    function: { name, arguments: input },
  }));
  const isOnlyCalls = pieces.length === 0 && calls.length > 0;
  const message = {
    role: 'assistant',
    content: isOnlyCalls ? null : pieces.join(''),
    ...(calls.length === 0 ? {} : { tool_calls: toolCalls }),
  };
  return {
    ...HEAD,
    object: 'chat.completion',
    model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: FINISHES[finish] }],
    ...(usage === null ? {} : { usage: usageOf(usage) }),
  };
}
