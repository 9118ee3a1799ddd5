import type { WrongUsage } from '../behaviour.ts';
import { readAnthropicRequest } from './read-anthropic-request.ts';
import { inputPieces, serverSentEvent } from './server-sent-event.ts';
import type { Reply, ReplyStream, Wire } from './wire.ts';

const STOP_REASONS = { stop: 'end_turn', length: 'max_tokens', content_filter: 'refusal', tools: 'tool_use' };

const ERROR_TYPES: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

/** Anthropic messages. */
export const anthropicWire: Wire = {
  name: 'anthropic',
  read: readAnthropicRequest,
  stream: streamReply,
  whole: ({ pieces, calls, finish, ...reply }) => ({
    ...messageOf(reply),
    content: [
      ...(pieces.length === 0 ? [] : [{ type: 'text', text: pieces.join('') }]),
      ...calls.map(({ id, name, input }) => ({ type: 'tool_use', id, name, input: parsed(input) })),
    ],
    stop_reason: STOP_REASONS[finish],
    usage: reply.usage === null ? undefined : { ...promptUsage(reply.usage), ...replyUsage(reply.usage) },
  }),
  errorBody: (status, message) => ({
    type: 'error',
    error: { type: ERROR_TYPES[status] ?? (status < 500 ? 'invalid_request_error' : 'api_error'), message },
    request_id: 'req_stand_in',
  }),
};

const event = (type: string, fields: object = {}) => serverSentEvent({ type, ...fields }, type);

function streamReply(reply: Reply): ReplyStream {
  const { usage } = reply;
  const speaks = reply.pieces.length > 0;
  const message = { ...messageOf(reply), usage: usage === null ? undefined : promptUsage(usage) };
  return {
    opening: () =>
      [
        event('message_start', { message }),
        ...(speaks
          ? [event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } })]
          : []),
        event('ping'),
      ].join(''),
    piece: (text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
    closing: () =>
      [
        ...(speaks ? [event('content_block_stop', { index: 0 })] : []),
        ...reply.calls.flatMap((call, index) => callEvents(call, index + (speaks ? 1 : 0))),
        event('message_delta', {
          delta: { stop_reason: STOP_REASONS[reply.finish], stop_sequence: null },
          usage: usage === null ? undefined : replyUsage(usage),
        }),
        event('message_stop'),
      ].join(''),
    error: (type = 'overloaded_error') => event('error', { error: { type, message: 'Overloaded' } }),
  };
}

const callEvents = ({ id, name, input }: Reply['calls'][number], index: number): string[] => [
  event('content_block_start', { index, content_block: { type: 'tool_use', id, name, input: {} } }),
  ...inputPieces(input).map((partial_json) =>
    event('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json } }),
  ),
  event('content_block_stop', { index }),
];

const messageOf = ({ model }: { readonly model: string }) => ({
  id: 'msg_stand_in',
  type: 'message',
  role: 'assistant',
  model,
  content: [],
  stop_reason: null,
  stop_sequence: null,
});

/** Cached tokens are not among `input_tokens` here. */
const promptUsage = ({ prompt, cached }: WrongUsage) => ({
  input_tokens: typeof prompt === 'number' && typeof cached === 'number' ? prompt - cached : prompt,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: cached ?? 0,
  output_tokens: 1,
});

const replyUsage = ({ completion }: WrongUsage) => ({ output_tokens: completion });

/** Input that is no JSON cannot stand in a body that is; it goes as a text. */
function parsed(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}
