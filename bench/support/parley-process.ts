import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
const READY_WITHIN_MS = 60_000;
/** As in package.json: a small young generation keeps the memory of a server that makes much short-lived garbage down. */
const NODE_FLAGS = ['--max-semi-space-size=2'];

/** Settings that a benchmark lays over the environment. */
export type Settings = Readonly<Record<string, string>>;

/** Runs a command of the CLI to its end; its standard output, trimmed. Throws with its standard error when it fails. */
export async function parley(settings: Settings, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [...NODE_FLAGS, MAIN, ...args], {
    env: { ...process.env, ...settings },
  });
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`parley ${args[0]} ended with ${code}: ${errors.slice(-500)}`);
  return out.trim();
}

export interface Server {
  readonly url: string;
  /** Its answer to a wish; only an `entry` that listens to its parent gives one. */
  readonly tell: (wish: string) => Promise<unknown>;
  /** Milliseconds from the start of the process to the first good answer of /readyz. */
  readonly startedMs: number;
  /** Resident memory in MiB. */
  readonly residentMib: () => number;
  readonly stop: () => Promise<void>;
}

/** Serves in a process of its own on a free port of 127.0.0.1; `entry` in place of `parley serve`. */
export async function serve(settings: Settings, entry: readonly string[] = [MAIN, 'serve']): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const begun = performance.now();
  const child = spawn(process.execPath, [...NODE_FLAGS, ...entry], {
    env: { ...process.env, LOG_LEVEL: 'error', ...settings, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  for (;;) {
    if (child.exitCode !== null || performance.now() - begun > READY_WITHIN_MS)
      throw new Error('The server did not start');
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return {
    url,
    tell: (wish) =>
      new Promise((resolve, reject) => {
        void ended.then(() => reject(new Error('The server ended')));
        child.once('message', resolve);
        child.send(wish, (error) => error && reject(error));
      }),
    startedMs: performance.now() - begun,
    residentMib: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
