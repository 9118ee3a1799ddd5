import type { z } from 'zod';
import type { Call } from '../surface.ts';
import { type ChatRequest, chatOperation } from '../turns/chat-operation.ts';
import type { StreamForm } from '../turns/stream-reply.ts';
import { encodeReply } from './encode.ts';
import { incidentErrors, MEDIA_TYPE } from './errors.ts';
import { exampleAnswer, exampleQuestion } from './fixtures.ts';
import { chatQuery, MAX_MESSAGE_CHARACTERS, replyBody } from './schema.ts';

type Query = z.output<typeof chatQuery>;

const decode = ({ query }: Call<undefined, Query, undefined>): ChatRequest => ({
  dialect: 'incident',
  ground: { kind: 'history' },
  message: query.message,
  maxMessageCharacters: MAX_MESSAGE_CHARACTERS,
  ...(query.session_id === undefined ? {} : { sessionId: query.session_id }),
  ...(query.incident_id === undefined ? {} : { incidentId: query.incident_id }),
  ...(query.alert_id === undefined ? {} : { alertId: query.alert_id }),
});

/** The events of the source: `session_id`, `text`, `task_update`, `error`, and `done` at the end of every stream. */
const stream: StreamForm = {
  event(event) {
    if (event.type === 'session') return { event: 'session_id', data: { session_id: event.sessionId } };
    if (event.type === 'text') return { event: 'text', data: { text: event.text } };
    if (event.type === 'progress')
      return { event: 'task_update', data: { title: event.step, status: 'completed' } };
    const status = event.inputRequired ? 'user_input_required' : 'completed';
    return { event: 'done', data: { status, ...encodeReply(event) } };
  },
  failure: (error) => [
    { event: 'error', data: incidentErrors.encode(error).body },
    { event: 'done', data: { status: 'failed' } },
  ],
};

const shared = {
  mediaType: MEDIA_TYPE,
  errors: incidentErrors,
  query: chatQuery,
  refusals: ['not_found'],
  answers: {
    200: { description: 'The reply, with what it rests on.', schema: replyBody, example: exampleAnswer },
  },
  example: { query: exampleQuestion },
  decode,
  encodeReply,
  stream,
} as const;

export const chat = chatOperation({
  ...shared,
  path: '/v1/ai/chat',
  id: 'createAiChat',
  summary: 'Ask about incidents',
  // Its stream has an address of its own.
  streams: 'never',
});

export const chatStream = chatOperation({
  ...shared,
  path: '/v1/ai/chat/stream',
  id: 'streamAiChat',
  summary: 'Ask about incidents, answered as a stream',
  streams: 'always',
});
