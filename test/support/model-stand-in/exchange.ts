import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RecordedRequest } from './recorded-request.ts';
import type { StandInRequest } from './stand-in-request.ts';

/** One request and its answer, from the first byte to the last. */
export interface Exchange {
  /** Aborts when the connection closes before the answer is complete. */
  readonly gone: AbortSignal;
  /** True where it is this side that breaks the connection. */
  isBroken: boolean;
  readonly recorded: (path: string, body: unknown, asked: StandInRequest | null) => RecordedRequest;
}

/** Keeps the exchange among `running` until its answer is complete or its connection closed. */
export function openExchange(
  request: IncomingMessage,
  response: ServerResponse,
  running: Set<Exchange>,
): Exchange {
  const at = performance.now();
  const controller = new AbortController();
  let abortedAt: number | null = null;
  const ended = Promise.withResolvers<'answered' | 'aborted' | 'broken'>();
  const exchange: Exchange = {
    gone: controller.signal,
    isBroken: false,
    recorded: (path, body, asked) => ({
      method: request.method ?? '',
      path,
      headers: request.headers,
      body,
      asked,
      at,
      get abortedAt() {
        return abortedAt;
      },
      ended: ended.promise,
    }),
  };
  running.add(exchange);
  response.once('close', () => {
    running.delete(exchange);
    const isAnswered = response.writableFinished;
    if (!isAnswered) controller.abort();
    if (!isAnswered && !exchange.isBroken) abortedAt = performance.now();
    ended.resolve(isAnswered ? 'answered' : abortedAt === null ? 'broken' : 'aborted');
  });
  return exchange;
}
