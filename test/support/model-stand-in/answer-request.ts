import type { IncomingMessage, ServerResponse } from 'node:http';
import { ZodError } from 'zod';
import type { Script } from './behaviour.ts';
import { deliver } from './deliver.ts';
import { type Exchange, openExchange } from './exchange.ts';
import { errorText, planDelivery } from './plan-delivery.ts';
import { readBody } from './read-body.ts';
import type { RecordedRequest } from './recorded-request.ts';
import type { StandInRequest } from './stand-in-request.ts';
import { anthropicWire } from './wires/anthropic-wire.ts';
import { chatWire } from './wires/chat-wire.ts';
import { responsesWire } from './wires/responses-wire.ts';
import type { Wire } from './wires/wire.ts';

const WIRES: ReadonlyMap<string, Wire> = new Map([
  ['/v1/chat/completions', chatWire],
  ['/v1/responses', responsesWire],
  ['/v1/messages', anthropicWire],
]);

/** In the form of both providers that list models. */
const MODELS = {
  object: 'list',
  data: [{ id: 'stand-in', object: 'model', type: 'model', created: 1_750_000_000, owned_by: 'stand-in' }],
  has_more: false,
};

export interface RequestHandler {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  readonly behave: (script: Script) => void;
  /** From now on a running answer that ends was broken here, not by its client. */
  readonly breakAll: () => void;
}

export interface HandlerOptions {
  readonly needsKey: boolean;
  readonly record: (request: RecordedRequest) => void;
}

/** Answers every request as the script says; the first script may be replaced. */
export function createRequestHandler(first: Script, { needsKey, record }: HandlerOptions): RequestHandler {
  let script = first;
  let calls = 0;
  const running = new Set<Exchange>();
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = openExchange(request, response, running);
    const body = await readBody(request);
    const path = (request.url ?? '').split('?')[0] ?? '';
    const wire = request.method === 'POST' ? WIRES.get(path) : undefined;
    const { asked, complaint } = wire ? understand(wire, body) : { asked: null, complaint: '' };
    record(exchange.recorded(path, body, asked));
    if (path === '/readyz') return send(response, 200, '{}');
    const refuse = (status: number, message: string) =>
      send(response, status, errorText(wire ?? chatWire, status, message));
    if (needsKey && !hasKey(request)) return refuse(401, 'No API key was sent.');
    if (request.method === 'GET' && path === '/v1/models') return send(response, 200, JSON.stringify(MODELS));
    if (wire === undefined) return refuse(404, `There is no ${request.method} ${path}.`);
    if (asked === null) return refuse(400, complaint);
    const delivery = planDelivery(script(asked, ++calls), asked, wire);
    await deliver(response, delivery, exchange);
  }
  return {
    handle(request, response) {
      handle(request, response).catch((error: unknown) => {
        // A script that throws is told to whoever asked: the test sees it in the answer.
        if (!response.headersSent) send(response, 500, errorText(chatWire, 500, String(error)));
        else response.destroy();
      });
    },
    behave(next) {
      script = next;
      calls = 0;
    },
    breakAll() {
      for (const exchange of running) exchange.isBroken = true;
    },
  };
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

/** OpenAI's key header, and Anthropic's. */
function hasKey({ headers }: IncomingMessage): boolean {
  const key = headers['x-api-key'] ?? /^Bearer (.*)$/.exec(headers.authorization ?? '')?.[1];
  return typeof key === 'string' && key.trim() !== '';
}

function understand(wire: Wire, body: unknown): { asked: StandInRequest | null; complaint: string } {
  try {
    return { asked: wire.read(body), complaint: '' };
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    return { asked: null, complaint: `The body is not understood: ${error.message}` };
  }
}
