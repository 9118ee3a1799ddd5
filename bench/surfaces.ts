import { join } from 'node:path';
import { chatsOf } from './support/chats.ts';
import { type Latencies, load } from './support/load.ts';
import { type Chat, type Measured, measureChat, type Target } from './support/measure-chat.ts';
import { parley, type Settings, serve } from './support/parley-process.ts';
import { rowPrinter } from './support/print-row.ts';
import { printProcessor, printWaits } from './support/print-shares.ts';
import { withStore } from './support/with-store.ts';

const ENTRY = join(import.meta.dirname, 'support', 'trivial-server.ts');
const CALLERS = [1, 16, 64];
const PROFILED_CALLERS = 16;
const WARM_UP_SECONDS = 2;

const ABOUT = `
The answerer says one sentence at once, so that what is measured is Parley's own work, its access log included; there
is no quota. The load generator runs beside the server on the same processors. Callers ask again at once: beyond one
caller the latency is that of a full queue, callers divided by answers/s. "HTTP+surface" is what is left of the caller's
time: sockets, Node's HTTP on both sides, routing, reading, encoding, logging, and waiting for the one thread that does
them; the profile splits it. The columns of the store hold the waiting for its connection. The rate limit has a column of
its own with PostgreSQL; with the embedded store it is kept in memory, and the profile shows it.
`;

const printRow = rowPrinter(20, 8, 11, 9, 9, 9, 9);

function printLatencies(name: string, latencies: Latencies, residentMib: number): void {
  const { callers, perSecond, p50Ms, p99Ms, meanMs } = latencies;
  const figures = [p50Ms, p99Ms, meanMs].map((ms) => ms.toFixed(2));
  printRow(name, String(callers), perSecond, ...figures, residentMib);
}

async function measureLatencies(
  target: Target,
  chats: readonly Chat[],
  seconds: number,
): Promise<Measured[]> {
  const { server, key } = target;
  const at = { url: server.url, key };
  printRow('chat', 'callers', 'answers/s', 'p50 ms', 'p99 ms', 'mean ms', 'RSS MiB');
  for (const callers of CALLERS) {
    const latencies = await load(at, [{ method: 'GET', path: '/healthz' }], callers, WARM_UP_SECONDS);
    printLatencies('0 GET /healthz', latencies, server.residentMib());
  }
  const all: Measured[] = [];
  for (const chat of chats) {
    await load(at, chat.asks, PROFILED_CALLERS, WARM_UP_SECONDS);
    for (const callers of CALLERS) {
      const measured = await measureChat(target, chat, callers, seconds);
      printLatencies(chat.name, measured.latencies, server.residentMib());
      all.push(measured);
    }
  }
  return all;
}

async function measureAll(settings: Settings, seconds: number): Promise<void> {
  const tenant = await parley(settings, 'tenant', 'create', `bench-surfaces-${process.pid}`);
  const rates = ['--rate-read', '1000000/1s', '--rate-write', '1000000/1s'];
  const key = await parley(settings, 'key', 'create', '--tenant', tenant, ...rates);
  const server = await serve({ ...settings, LOG_LEVEL: 'info' }, [ENTRY]);
  try {
    const target = { server, key };
    const chats = await chatsOf(target);
    const measured = await measureLatencies(target, chats, seconds);
    for (const callers of [1, PROFILED_CALLERS]) printWaits(measured, callers);
    const plain = chats.find(({ name }) => name === '3 memory');
    if (plain !== undefined)
      printProcessor(await measureChat(target, plain, PROFILED_CALLERS, seconds, true));
  } finally {
    await server.stop();
  }
}

/** Every dialect's chat with a trivial answerer: rates, latencies, and where the time goes. `seconds` a figure. */
export const benchSurfaces = (seconds: number): Promise<void> =>
  withStore(ABOUT, (settings) => measureAll(settings, seconds));
