import { stoppedTurn } from '../../chat/collect-reply.ts';
import type { TurnEvent } from '../../core/conversation.ts';
import type { ParleyError } from '../../core/errors.ts';
import { prefixedId, type Uuid } from '../../core/ids.ts';
import type { HttpContext } from '../environment.ts';
import { callersError } from '../http/error-response.ts';
import { type KeptAnswer, keptHeaders, takeKept } from '../http/kept-answer.ts';
import type { Services } from '../services.ts';
import type { Call } from '../surface.ts';
import type { LiveStream } from './live-stream.ts';
import type { ServerSentEvent } from './server-sent-event.ts';

/** How a dialect writes the events of a turn. */
export interface StreamForm {
  /** Undefined: the dialect does not tell. */
  readonly event: (event: TurnEvent) => ServerSentEvent | undefined;
  /** What stands at the end of a stream whose turn failed. */
  readonly failure: (error: ParleyError) => readonly ServerSentEvent[];
}

type Turn = AsyncIterator<TurnEvent>;

/**
 * The turn as a stream. Its headers are sent only once the first words are there, so that whatever goes wrong before
 * is a status of its own, and what goes wrong later is an event. When the last reader leaves, `leaving` is aborted.
 */
export async function streamReply(
  { c, services, caller }: Pick<Call, 'c' | 'services' | 'caller'>,
  begin: (signal: AbortSignal) => AsyncIterable<TurnEvent>,
  form: StreamForm,
): Promise<Response> {
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  c.req.raw.signal.addEventListener('abort', leave, { once: true });
  const turn = begin(leaving.signal)[Symbol.asyncIterator]();
  const first = await untilWords(turn, (id) => nameSession(c, id));
  c.req.raw.signal.removeEventListener('abort', leave);

  const stream = services.streams.open(caller, leave);
  const response = streamResponse(c, services, stream, 0);
  const kept = takeKept(c, services, { status: 200, headers: keptHeaders(response.headers) });
  void send(turn, first, stream, form, kept, c.get('requestId')).then((unexpected) => {
    services.streams.close(stream);
    if (unexpected)
      services.logger.error({ requestId: c.get('requestId'), err: unexpected }, 'stream failed');
  });
  return response;
}

/** Says in which session the turn runs, also where the answer is an error: what was asked may be kept there. */
export const nameSession = (c: HttpContext, id: Uuid): void =>
  c.header('Parley-Session', prefixedId('sess', id));

/** The stream's events behind the first `after`, as an answer. */
export function streamResponse(
  c: HttpContext,
  { limits }: Services,
  stream: LiveStream,
  after: number,
): Response {
  c.header('Content-Type', 'text/event-stream; charset=utf-8');
  c.header('Cache-Control', 'no-cache, no-transform');
  // Asks a proxy not to wait for a full buffer.
  c.header('X-Accel-Buffering', 'no');
  return c.body(stream.read(after, limits.heartbeatMs));
}

/** Everything up to the first words, or the whole of a turn that has none. Throws what the turn throws until then. */
async function untilWords(turn: Turn, onSession: (sessionId: Uuid) => void): Promise<TurnEvent[]> {
  const events: TurnEvent[] = [];
  for (let next = await turn.next(); !next.done; next = await turn.next()) {
    events.push(next.value);
    if (next.value.type === 'session') onSession(next.value.sessionId);
    if (next.value.type === 'text' || next.value.type === 'done') return events;
  }
  throw stoppedTurn();
}

/** Sends the turn to its end; gives an error that is nobody's fault outside. */
async function send(
  turn: Turn,
  first: readonly TurnEvent[],
  stream: LiveStream,
  form: StreamForm,
  kept: KeptAnswer,
  requestId: string,
): Promise<unknown> {
  try {
    for await (const event of behind(first, turn)) {
      const written = form.event(event);
      if (written === undefined) continue;
      const frame = stream.frame(written);
      // Kept before it is sent: a client that repeats the request at once finds it.
      if (event.type === 'done') await kept.finish(stream.contentWith(frame));
      stream.push(frame);
      if (event.type === 'done') return undefined;
    }
    throw stoppedTurn();
  } catch (thrown) {
    await kept.abandon();
    const error = callersError(thrown, requestId);
    for (const event of form.failure(error)) stream.push(stream.frame(event));
    return error.code === 'internal' ? error : undefined;
  }
}

async function* behind(first: readonly TurnEvent[], turn: Turn): AsyncGenerator<TurnEvent> {
  yield* first;
  yield* { [Symbol.asyncIterator]: () => turn };
}
