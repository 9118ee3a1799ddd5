import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { ParleyError } from '../core/errors.ts';

export interface ListenSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly requestTimeoutMs: number;
}

export interface Listening {
  /** Such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Takes no new connection, waits for running requests, and cuts those that last longer than `timeoutMs`. */
  stop(timeoutMs: number): Promise<void>;
}

const HEADERS_TIMEOUT_MS = 20_000;
/** Longer than the minute for which reverse proxies keep an idle connection. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
const SETTLE_TIMEOUT_MS = 5000;
const MAX_HEADER_BYTES = 16 * 1024;

/** Serves `fetch`. Throws `unavailable` when the address cannot be had. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port, requestTimeoutMs }: ListenSettings,
): Promise<Listening> {
  const headersTimeout = Math.min(HEADERS_TIMEOUT_MS, requestTimeoutMs);
  const bounds = {
    requestTimeout: requestTimeoutMs,
    headersTimeout,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
  };
  const running = new Set<Promise<Response>>();
  const tracked = (request: Request) => {
    const response = Promise.resolve(fetch(request));
    running.add(response);
    const forget = () => running.delete(response);
    response.then(forget, forget);
    return response;
  };
  const server = createServer(bounds, getRequestListener(tracked));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(explain(cause, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${shown}:${address.port}`, stop: (timeoutMs) => stop(server, running, timeoutMs) };
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
): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  clearTimeout(cut);
  // A request whose connection was cut still stores what was said.
  const late = new Promise<void>((resolve) => setTimeout(resolve, SETTLE_TIMEOUT_MS).unref());
  await Promise.race([Promise.allSettled(running), late]);
}
