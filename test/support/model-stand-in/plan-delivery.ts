import type { Behaviour } from './behaviour.ts';
import type { Delivery, TimedWrite } from './delivery.ts';
import { endlessWrites } from './endless-writes.ts';
import { replyOf } from './reply-of.ts';
import type { StandInRequest } from './stand-in-request.ts';
import { timedWrites } from './timed-writes.ts';
import type { Reply, ReplyStream, Wire } from './wires/wire.ts';

const STREAM = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' };
const JSON_BODY = { 'content-type': 'application/json' };
const PAGE = '<!doctype html><html><body><h1>It works!</h1></body></html>';
const BROKEN_EVENT = 'data: {"choices":[{"delta":\n\n';

const planned = new WeakMap<Behaviour, Map<string, Delivery>>();

/** What has to be sent. Encoded once for each behaviour object, unless its calls need new ids or it has no end. */
export function planDelivery(behaviour: Behaviour, request: StandInRequest, wire: Wire): Delivery {
  if (behaviour.kind === 'tools' || behaviour.kind === 'huge') return plan(behaviour, request, wire);
  const known = planned.get(behaviour) ?? new Map<string, Delivery>();
  planned.set(behaviour, known);
  const key = `${wire.name} ${request.streams} ${request.wantsUsage} ${request.model}`;
  const delivery = known.get(key) ?? plan(behaviour, request, wire);
  known.set(key, delivery);
  return delivery;
}

const SILENT: Delivery = { head: null, writes: [], end: 'silence' };

function plan(behaviour: Behaviour, request: StandInRequest, wire: Wire): Delivery {
  switch (behaviour.kind) {
    case 'hang':
      return SILENT;
    case 'reset':
      return { ...SILENT, end: 'reset' };
    case 'no json':
      return answer(200, { 'content-type': 'text/html' }, PAGE);
    case 'status': {
      const { status, retryAfter, body } = behaviour;
      const headers = {
        ...JSON_BODY,
        ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
        ...behaviour.headers,
      };
      return answer(status, headers, body ?? errorText(wire, status, `The stand-in answers ${status}.`));
    }
    default:
      return request.streams
        ? streamed(behaviour, wire, replyOf(behaviour, request))
        : whole(behaviour, wire, replyOf(behaviour, request));
  }
}

const once = (text: string, waitMs: number | null = null): TimedWrite[] => [
  { bytes: Buffer.from(text), waitMs },
];

const answer = (status: number, headers: Readonly<Record<string, string>>, body: string): Delivery => ({
  head: { status, headers },
  writes: once(body),
  end: 'finish',
});

/** The body of an error of the provider's own. */
export const errorText = (wire: Wire, status: number, message: string): string =>
  JSON.stringify(wire.errorBody(status, message));

function streamed(behaviour: Behaviour, wire: Wire, reply: Reply): Delivery {
  const head = { status: 200, headers: STREAM };
  const after = behaviour.kind === 'cut' || behaviour.kind === 'error event' ? behaviour.after : undefined;
  const pieces = after === undefined ? reply.pieces : reply.pieces.slice(0, after === 'nothing' ? 0 : after);
  const stream = wire.stream({ ...reply, pieces });
  const opening = after === 'nothing' ? '' : stream.opening();
  if (behaviour.kind === 'huge')
    return { head, writes: endlessWrites(opening, behaviour.bytes, stream), end: 'finish' };
  const spoken = pieces.map((piece) => stream.piece(piece));
  const writes = timedWrites([opening, ...spoken, tailOf(behaviour, stream)], behaviour);
  return { head, writes, end: endOf(behaviour) };
}

/** What follows the text. */
function tailOf(behaviour: Behaviour, stream: ReplyStream): string {
  switch (behaviour.kind) {
    case 'cut':
    case 'end early':
    case 'stall':
      return '';
    case 'error event':
      return stream.error(behaviour.type);
    case 'broken event':
      return BROKEN_EVENT + stream.closing();
    default:
      return stream.closing();
  }
}

function endOf({ kind }: Behaviour): Delivery['end'] {
  if (kind === 'cut') return 'cut';
  return kind === 'stall' ? 'silence' : 'finish';
}

const HALVED: readonly Behaviour['kind'][] = ['cut', 'end early', 'broken event', 'stall'];

/** The answer to a request that does not stream: what cuts a stream short leaves half of the body. */
function whole(behaviour: Behaviour, wire: Wire, reply: Reply): Delivery {
  if (behaviour.kind === 'error event')
    return answer(500, JSON_BODY, errorText(wire, 500, 'The server had an error.'));
  const body = JSON.stringify(wire.whole(reply));
  const text = HALVED.includes(behaviour.kind) ? body.slice(0, body.length / 2) : body;
  const head = { status: 200, headers: JSON_BODY };
  if (behaviour.kind === 'huge')
    return {
      head,
      // JSON may begin with any amount of white space.
      writes: endlessWrites('', behaviour.bytes, {
        piece: (piece) => ' '.repeat(piece.length),
        closing: () => text,
      }),
      end: 'finish',
    };
  const delayMs = 'delayMs' in behaviour ? behaviour.delayMs : undefined;
  return { head, writes: once(text, delayMs ?? null), end: endOf(behaviour) };
}
