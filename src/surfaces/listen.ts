import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { ParleyError } from '../core/errors.ts';

export interface ListenSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly requestTimeoutMs: number;
}

/** The connection of a request, as the web framework knows it. */
type Connection = HttpBindings | Http2Bindings;

/** Answers one request; `connection` is left out where there is none. */
export type Fetch = (request: Request, connection?: Connection) => Response | Promise<Response>;

export interface Listening {
  /** Such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /**
   * Answers on, so that new requests hear that the server is stopping, until running ones and `work` have ended; then
   * takes no new connection and cuts what lasts longer than `timeoutMs`.
   */
  stop(timeoutMs: number, work: () => Promise<void>): Promise<void>;
}

const HEADERS_TIMEOUT_MS = 20_000;
/** Longer than the minute for which reverse proxies keep an idle connection. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
const SETTLE_TIMEOUT_MS = 5000;
/** A question of 4,000 characters in an address takes up to twelve bytes a character. */
const MAX_HEADER_BYTES = 64 * 1024;
/** How often clients that are too slow are looked for. */
const CONNECTIONS_CHECK_MS = 5000;

/** Serves `fetch`. Throws `unavailable` when the address cannot be had. */
export async function listen(
  fetch: Fetch,
  { host, port, requestTimeoutMs }: ListenSettings,
): Promise<Listening> {
  const headersTimeout = Math.min(HEADERS_TIMEOUT_MS, requestTimeoutMs);
  const bounds = {
    requestTimeout: requestTimeoutMs,
    headersTimeout,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    connectionsCheckingInterval: Math.min(CONNECTIONS_CHECK_MS, requestTimeoutMs),
  };
  const running = new Set<Promise<Response>>();
  const tracked = (request: Request, connection: Connection) => {
    const response = Promise.resolve(fetch(request, connection));
    running.add(response);
    const forget = () => running.delete(response);
    response.then(forget, forget);
    return response;
  };
  // Node drops what was not read of a body by itself; the listener's own way closes connections that are in use again.
  const server = createServer(bounds, getRequestListener(tracked, { autoCleanupIncoming: false }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(explain(cause, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${shown}:${address.port}`,
    stop: (timeoutMs, work) => stop(server, running, timeoutMs, work),
  };
}

function explain(cause: NodeJS.ErrnoException, host: string, port: number): ParleyError {
  const why = cause.code === 'EADDRINUSE' ? 'another program uses it' : (cause.code ?? 'it cannot be had');
  return new ParleyError('unavailable', `Cannot listen on ${host}:${port}: ${why}. Set PORT or HOST.`, {
    cause,
  });
}

async function stop(
  server: Server,
  running: ReadonlySet<Promise<Response>>,
  timeoutMs: number,
  work: () => Promise<void>,
): Promise<void> {
  const until = performance.now() + timeoutMs;
  await orAfter(timeoutMs, Promise.all([Promise.allSettled(running), work()]));
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  // What has been answered may still be on its way.
  await orAfter(Math.max(0, until - performance.now()), closed);
  server.closeAllConnections();
  await closed;
  // A request whose connection was cut still stores what was said.
  await orAfter(SETTLE_TIMEOUT_MS, Promise.all([Promise.allSettled(running), work()]));
}

async function orAfter(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
