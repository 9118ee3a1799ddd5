import { type Ask, type Latencies, load } from './load.ts';
import type { Server } from './parley-process.ts';
import type { ServerWork } from './trivial-server.ts';
import { turnTimes } from './turn-times.ts';

/** The chat of one dialect. */
export interface Chat {
  readonly name: string;
  /** As in the server's metrics. */
  readonly dialect: string;
  readonly asks: readonly [Ask, ...Ask[]];
}

/** A server of `trivial-server.ts`, and a key for it. */
export interface Target {
  readonly server: Server;
  readonly key: string;
}

/** One dialect under so many callers, as they and the server saw it. */
export interface Measured {
  readonly name: string;
  readonly latencies: Latencies;
  /** Mean of a turn, from the question to its stored answer. */
  readonly turnMs: number;
  readonly work: ServerWork;
  /** Processor time of this process, which asks. */
  readonly askingMs: number;
}

/** Loads the chat for `seconds`. */
export async function measureChat(
  { server, key }: Target,
  { name, dialect, asks }: Chat,
  callers: number,
  seconds: number,
  profiled = false,
): Promise<Measured> {
  const before = await turnTimes(server.url, dialect);
  await server.tell(profiled ? 'begin with profile' : 'begin');
  const asking = process.cpuUsage();
  const latencies = await load({ url: server.url, key }, asks, callers, seconds);
  const { user, system } = process.cpuUsage(asking);
  const work = (await server.tell('end')) as ServerWork;
  const after = await turnTimes(server.url, dialect);
  const turnMs = ((after.seconds - before.seconds) * 1000) / (after.count - before.count);
  return { name, latencies, turnMs, work, askingMs: (user + system) / 1000 };
}
