import type { Reply } from '../../chat/collect-reply.ts';
import { EXAMPLE_ID } from '../ids.ts';
import type { AnswerDoc } from '../surface.ts';
import { encodeEvent } from './server-sent-event.ts';
import type { StreamForm } from './stream-reply.ts';

/** The answer's description with its example as a stream, in the events that the dialect really writes. */
export function withStream(
  answer: AnswerDoc | undefined,
  onlyStreams: boolean,
  formFor: (encodeDone: (reply: Reply) => unknown) => StreamForm,
): AnswerDoc {
  const form = formFor(() => answer?.example);
  const events = [
    form.event({ type: 'session', sessionId: EXAMPLE_ID }),
    form.event({ type: 'text', text: 'There was 1 incident …' }),
    form.event({ ...EXAMPLE_REPLY }),
  ].filter((event) => event !== undefined);
  const frames = events.map((event, index) => encodeEvent(event, `${EXAMPLE_ID}:${index + 1}`));
  const streamExample = new TextDecoder().decode(Buffer.concat(frames));
  return { description: 'The reply.', ...answer, streamExample, onlyStreams };
}

const EXAMPLE_REPLY: Reply = {
  type: 'done',
  sessionId: EXAMPLE_ID,
  messageId: EXAMPLE_ID,
  reply: 'There was 1 incident …',
  sources: [],
  citations: [],
  passages: [],
  usage: null,
  answerer: 'builtin',
  finishReason: 'stop',
  template: { id: 'history', version: 1 },
  abstained: false,
  inputRequired: false,
  at: new Date('2026-01-15T08:30:00.000Z'),
};
