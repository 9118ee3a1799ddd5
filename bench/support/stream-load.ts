import { Agent, request } from 'node:http';
import { type Ask, quantile } from './load.ts';

/** What callers waited for, in milliseconds. */
export interface StreamLatencies {
  readonly perSecond: number;
  readonly first: { readonly p50: number; readonly p99: number };
  readonly last: { readonly p50: number; readonly p99: number };
}

interface Target {
  readonly url: string;
  readonly key: string;
  /** What stands in the stream where the first words do. */
  readonly firstWords: RegExp;
  /** What the end of a good stream holds. */
  readonly goodEnd: RegExp;
}

interface Waited {
  readonly firstMs: number;
  readonly lastMs: number;
}

function readStream(agent: Agent, target: Target, { method, path, headers, body }: Ask): Promise<Waited> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const all = { authorization: `Bearer ${target.key}`, accept: 'text/event-stream', ...headers };
    const call = request(target.url + path, { agent, method, headers: all }, (response) => {
      let firstMs: number | undefined;
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (firstMs === undefined && target.firstWords.test(text)) firstMs = performance.now() - begun;
      });
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200 && firstMs !== undefined && target.goodEnd.test(text))
          resolve({ firstMs, lastMs: performance.now() - begun });
        else reject(new Error(`${path} answered ${response.statusCode}: ${text.slice(-500)}`));
      });
    });
    call.once('error', reject);
    call.end(body);
  });
}

/** `callers` read streams in turn for `seconds`, each as soon as the one before has ended; `asks` go round. */
export async function loadStreams(
  target: Target,
  asks: readonly [Ask, ...Ask[]],
  callers: number,
  seconds: number,
): Promise<StreamLatencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const waited: Waited[] = [];
  let asked = 0;
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const caller = async (): Promise<void> => {
    while (performance.now() < until)
      waited.push(await readStream(agent, target, asks[asked++ % asks.length] ?? asks[0]));
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const elapsed = (performance.now() - begun) / 1000;
  agent.destroy();
  const of = (figure: (each: Waited) => number) => {
    const sorted = waited.map(figure).sort((a, b) => a - b);
    return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
  };
  return {
    perSecond: waited.length / elapsed,
    first: of(({ firstMs }) => firstMs),
    last: of(({ lastMs }) => lastMs),
  };
}
