import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequestHandler } from './answer-request.ts';
import type { Script } from './behaviour.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { saying } from './scripts/saying.ts';

/** A model provider that does what a script says. */
export interface ModelStandIn {
  /** Base URL of all its wire formats, such as `http://127.0.0.1:4567/v1`; it stays the same while it is down. */
  readonly url: string;
  readonly port: number;
  /** Oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Follows another script from now on, which counts its calls from 1. */
  behave(script: Script): void;
  stop(): Promise<void>;
  /** Breaks all connections and refuses new ones, until `comeBack`. */
  goDown(): Promise<void>;
  /** Throws `EADDRINUSE` where something else took the port meanwhile. */
  comeBack(): Promise<void>;
}

export interface StandInOptions {
  /** 0, a free one, unless told. */
  readonly port?: number;
  /** False: a request without a key is taken too, as servers on the own machine do. */
  readonly needsKey?: boolean;
  /** False: requests are forgotten, so that a long run needs no more memory than a short one. */
  readonly records?: boolean;
}

const HOST = '127.0.0.1';
const KEEP_ALIVE_MS = 60_000;

/** Starts the stand-in on 127.0.0.1. Throws `EADDRINUSE` for a port that is taken. */
export async function startModelStandIn(
  script: Script = saying('The checkout was slow because its pool was too small [1].'),
  { port = 0, needsKey = true, records = true }: StandInOptions = {},
): Promise<ModelStandIn> {
  const requests: RecordedRequest[] = [];
  const handler = createRequestHandler(script, {
    needsKey,
    record: (request) => void (records && requests.push(request)),
  });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, handler.handle);
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, HOST, () => {
        server.off('error', reject);
        resolve();
      });
    });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      handler.breakAll();
      server.closeAllConnections();
    });
  await listen(port);
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${HOST}:${bound}/v1`,
    port: bound,
    requests,
    behave: handler.behave,
    stop: close,
    goDown: close,
    comeBack: () => listen(bound),
  };
}
