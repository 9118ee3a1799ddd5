import { Agent, type OutgoingHttpHeaders, request } from 'node:http';

/** One request that is to be answered with 200. */
export interface Ask {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Latencies {
  readonly callers: number;
  readonly answers: number;
  readonly perSecond: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** `body` posted as JSON. */
export const postJson = (path: string, body: unknown): Ask => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** The value below which `share` of the sorted values lie. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function send(agent: Agent, url: string, key: string, { method, path, headers, body }: Ask): Promise<void> {
  const all: OutgoingHttpHeaders = { authorization: `Bearer ${key}`, ...headers };
  if (body !== undefined) all['content-length'] = Buffer.byteLength(body);
  return new Promise((resolve, reject) => {
    const call = request(url + path, { agent, method, headers: all }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`${method} ${path} answered HTTP ${response.statusCode}`)),
      );
    });
    call.once('error', reject);
    call.end(body);
  });
}

/** `callers` ask in turn for `seconds`, each as soon as it was answered, on a connection of its own; `asks` go round. */
export async function load(
  server: { url: string; key: string },
  asks: readonly [Ask, ...Ask[]],
  callers: number,
  seconds: number,
): Promise<Latencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const taken: number[] = [];
  let asked = 0;
  const until = performance.now() + seconds * 1000;
  const caller = async (): Promise<void> => {
    while (performance.now() < until) {
      const ask = asks[asked++ % asks.length] ?? asks[0];
      const begun = performance.now();
      await send(agent, server.url, server.key, ask);
      taken.push(performance.now() - begun);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  const elapsed = (performance.now() - begun) / 1000;
  agent.destroy();
  taken.sort((a, b) => a - b);
  return {
    callers,
    answers: taken.length,
    perSecond: taken.length / elapsed,
    meanMs: taken.reduce((sum, each) => sum + each, 0) / taken.length,
    p50Ms: quantile(taken, 0.5),
    p99Ms: quantile(taken, 0.99),
  };
}
