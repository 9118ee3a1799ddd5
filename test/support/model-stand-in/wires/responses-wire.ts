import type { WrongUsage } from '../behaviour.ts';
import { openAiError } from './open-ai-error.ts';
import { readResponsesRequest } from './read-responses-request.ts';
import { inputPieces, serverSentEvent } from './server-sent-event.ts';
import type { Reply, ReplyStream, Wire } from './wire.ts';

const INCOMPLETE = { length: 'max_output_tokens', content_filter: 'content_filter', stop: null, tools: null };
const MESSAGE_ID = 'msg_stand_in';

/** OpenAI responses. */
export const responsesWire: Wire = {
  name: 'responses',
  read: readResponsesRequest,
  stream: streamReply,
  whole: (reply) => responseOf(reply),
  errorBody: openAiError,
};

function streamReply(reply: Reply): ReplyStream {
  let sequence = 0;
  const event = (type: string, fields: object) =>
    serverSentEvent({ type, sequence_number: sequence++, ...fields }, type);
  const place = { item_id: MESSAGE_ID, output_index: 0, content_index: 0 };
  const started = { ...responseOf(reply), status: 'in_progress', output: [], usage: null };
  const speaks = reply.pieces.length > 0;
  return {
    opening: () =>
      [
        event('response.created', { response: started }),
        event('response.in_progress', { response: started }),
        ...(speaks
          ? [
              event('response.output_item.added', { output_index: 0, item: messageItem('', 'in_progress') }),
              event('response.content_part.added', { ...place, part: textPart('') }),
            ]
          : []),
      ].join(''),
    piece: (text) => event('response.output_text.delta', { ...place, delta: text, logprobs: [] }),
    closing() {
      const text = reply.pieces.join('');
      const done = responseOf(reply);
      const ended = [
        event('response.output_text.done', { ...place, text, logprobs: [] }),
        event('response.content_part.done', { ...place, part: textPart(text) }),
        event('response.output_item.done', { output_index: 0, item: messageItem(text, 'completed') }),
      ];
      return [
        ...(speaks ? ended : []),
        ...reply.calls.flatMap((call, index) => callEvents(call, index + (speaks ? 1 : 0), event)),
        event(`response.${done.status}`, { response: done }),
      ].join('');
    },
    error: (type = 'server_error') =>
      event('error', { code: type, message: 'The server had an error while it answered.', param: null }),
  };
}

type Call = Reply['calls'][number];

/** The item carries an id of its own beside the call's. */
const callItem = ({ id, name, input }: Call, status: 'in_progress' | 'completed') => ({
  type: 'function_call',
  id: `fc_${id}`,
  call_id: id,
  name,
  arguments: status === 'completed' ? input : '',
  status,
});

function callEvents(call: Call, index: number, event: (type: string, fields: object) => string): string[] {
  const place = { item_id: `fc_${call.id}`, output_index: index };
  return [
    event('response.output_item.added', { output_index: index, item: callItem(call, 'in_progress') }),
    ...inputPieces(call.input).map((delta) =>
      event('response.function_call_arguments.delta', { ...place, delta }),
    ),
    event('response.function_call_arguments.done', { ...place, name: call.name, arguments: call.input }),
    event('response.output_item.done', { output_index: index, item: callItem(call, 'completed') }),
  ];
}

const textPart = (text: string) => ({ type: 'output_text', text, annotations: [], logprobs: [] });

const messageItem = (text: string, status: 'in_progress' | 'completed') => ({
  type: 'message',
  id: MESSAGE_ID,
  status,
  role: 'assistant',
  content: status === 'completed' ? [textPart(text)] : [],
});

const usageOf = ({ prompt, cached, completion }: WrongUsage) => ({
  input_tokens: prompt,
  input_tokens_details: { cached_tokens: cached ?? 0 },
  output_tokens: completion,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: Number(prompt) + Number(completion),
});

function responseOf({ model, pieces, calls, finish, usage }: Reply) {
  const reason = INCOMPLETE[finish];
  const message = pieces.length === 0 ? [] : [messageItem(pieces.join(''), 'completed')];
  return {
    id: 'resp_stand_in',
    object: 'response',
    created_at: 1_750_000_000,
    model,
    status: reason === null ? 'completed' : 'incomplete',
    error: null,
    incomplete_details: reason === null ? null : { reason },
    output: [...message, ...calls.map((call) => callItem(call, 'completed'))],
    usage: usage === null ? null : usageOf(usage),
  };
}
