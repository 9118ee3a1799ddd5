import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServiceRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // The tests know what they send.
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ServiceReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is where it is a text, else as JSON. */
  readonly body?: unknown;
}

/** A server on this machine that takes JSON and replies as the test says; `silent` never does. */
export interface JsonService {
  readonly url: string;
  readonly requests: readonly ServiceRequest[];
  stop(): Promise<void>;
}

export async function startJsonService(
  replyTo: (request: ServiceRequest, nth: number) => ServiceReply | 'silent',
): Promise<JsonService> {
  const requests: ServiceRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks = await Array.fromAsync(incoming);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const request = { path: incoming.url ?? '', headers: incoming.headers, body };
    const reply = replyTo(request, requests.push(request));
    if (reply === 'silent') return;
    outgoing.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
    outgoing.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
