import { Agent, request } from 'node:http';

export interface Latencies {
  readonly callers: number;
  readonly answers: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** The value below which `share` of the sorted values lie. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function post(agent: Agent, url: string, key: string, message: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ message });
    const call = request(
      `${url}/v1/memory/chat`,
      {
        agent,
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        response.resume();
        response.once('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${response.statusCode}`)),
        );
      },
    );
    call.once('error', reject);
    call.end(body);
  });
}

/** `callers` ask in turn for `seconds`, each as soon as it was answered; the questions go round. */
export async function load(
  server: { url: string; key: string },
  questions: readonly string[],
  callers: number,
  seconds: number,
): Promise<Latencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const taken: number[] = [];
  let asked = 0;
  const until = performance.now() + seconds * 1000;
  const caller = async (): Promise<void> => {
    while (performance.now() < until) {
      const question = questions[asked++ % questions.length] ?? '';
      const begun = performance.now();
      await post(agent, server.url, server.key, question);
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
    p50Ms: quantile(taken, 0.5),
    p99Ms: quantile(taken, 0.99),
  };
}
