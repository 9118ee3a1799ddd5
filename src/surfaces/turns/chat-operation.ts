import { collectReply, type Reply } from '../../chat/collect-reply.ts';
import type { TurnEvent, TurnRequest } from '../../core/conversation.ts';
import type { ParleyError } from '../../core/errors.ts';
import type { ErrorForm } from '../error-form.ts';
import { wantsStream } from '../http/wants-stream.ts';
import type { Call, Operation } from '../surface.ts';
import type { ServerSentEvent } from './server-sent-event.ts';
import { withStream } from './stream-example.ts';
import { nameSession, type StreamForm, streamReply } from './stream-reply.ts';

/** What a dialect says of its chat; everything else is the same for all of them. */
export interface ChatDialect<Params, Query, Body>
  extends Omit<Operation<Params, Query, Body>, 'method' | 'access' | 'streams' | 'handle'> {
  readonly mediaType: string;
  readonly errors: ErrorForm;
  /** The request in no wire format. Throws `invalid_input`, and `not_found` for what it names and is not there. */
  readonly decode: (call: Call<Params, Query, Body>) => Promise<ChatRequest> | ChatRequest;
  /** The body of a plain answer, which the last event of a stream carries too. */
  readonly encodeReply: (reply: Reply, call: Call<Params, Query, Body>) => unknown;
  /** Where its events have other names or shapes than those of most dialects. */
  readonly stream?: Partial<StreamForm>;
  /** Whether it streams where the request's `Accept` asks for it, which is usual, at every request, or at none. */
  readonly streams?: 'when asked' | 'always' | 'never';
}

export type ChatRequest = Omit<TurnRequest, 'now' | 'signal'>;

/** The one handler of every dialect's chat: decode, run the turn, encode it as a whole or as a stream. */
export function chatOperation<Params = undefined, Query = undefined, Body = undefined>(
  dialect: ChatDialect<Params, Query, Body>,
): Operation {
  const {
    mediaType,
    errors,
    decode,
    encodeReply,
    stream,
    streams = 'when asked',
    answers,
    ...described
  } = dialect;
  const formFor = (encodeDone: (reply: Reply) => unknown) => ({
    ...usualForm(errors, encodeDone),
    ...stream,
  });
  const handle = async (call: Call<Params, Query, Body>): Promise<Response> => {
    const { c, services, caller, now } = call;
    const asked = await decode(call);
    const traceparent = c.req.header('traceparent');
    const traced = traceparent === undefined ? asked : { ...asked, traceparent };
    const begin = (signal: AbortSignal) => services.turn(caller, { ...traced, now, signal });
    const encode = (reply: Reply) => encodeReply(reply, call);
    if (streams === 'always' || (streams === 'when asked' && wantsStream(c)))
      return streamReply(call, begin, formFor(encode));
    const reply = await collectReply(begin(c.req.raw.signal), (id) => nameSession(c, id));
    c.header('Parley-Abstained', String(reply.abstained));
    c.header('Content-Type', mediaType);
    return c.body(JSON.stringify(encode(reply)));
  };
  return {
    ...described,
    method: 'POST',
    access: { roles: ['admin', 'member'], scopes: ['ai.chat:write'] },
    streams: streams !== 'never',
    answers:
      streams === 'never'
        ? answers
        : { ...answers, 200: withStream(answers[200], streams === 'always', formFor) },
    handle,
  } as Operation;
}

/** `text` and `progress` as they come; the last event is `done` with what a plain answer holds, or `error`. */
function usualForm(errors: ErrorForm, encodeDone: (reply: Reply) => unknown): StreamForm {
  return {
    event(event: TurnEvent): ServerSentEvent | undefined {
      if (event.type === 'text') return { event: 'text', data: { text: event.text } };
      if (event.type === 'progress') return { event: 'progress', data: { step: event.step } };
      return event.type === 'done' ? { event: 'done', data: encodeDone(event) } : undefined;
    },
    failure: (error: ParleyError) => [{ event: 'error', data: errors.encode(error).body }],
  };
}
