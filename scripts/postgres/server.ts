import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { installServer } from './install-server.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const ROOT = new URL('../../.cache/postgres-18', import.meta.url).pathname;
const PROGRAMS = '/usr/lib/postgresql/18/bin';
// The user inside the chroot; PostgreSQL refuses to run as root.
const USER_ID = 1000;

// For tests, never for service: what a crash would lose is made anew.
const SETTINGS = `
listen_addresses = '127.0.0.1'
unix_socket_directories = '/tmp'
shared_preload_libraries = 'pg_textsearch'
max_connections = 120
shared_buffers = 256MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
fsync = off
full_page_writes = off
timezone = 'UTC'
`;

/** Why no server can be unpacked on this machine; undefined when one can. */
export function whyNotHere(): string | undefined {
  if (!existsSync('/etc/debian_version')) return 'this machine is not Debian';
  if (process.getuid?.() !== 0) return 'a server in a chroot needs root';
  return undefined;
}

function inChroot(program: string, ...args: string[]): CommandResult {
  const environment = ['/usr/bin/env', '-i', `PATH=/usr/bin:${PROGRAMS}`, 'LC_ALL=C.UTF-8', 'TZ=UTC'];
  return runCommand('chroot', [
    `--userspec=${USER_ID}:${USER_ID}`,
    ROOT,
    ...environment,
    `${PROGRAMS}/${program}`,
    ...args,
  ]);
}

function succeed(what: string, result: CommandResult): void {
  if (result.status !== 0)
    throw new Error(`PostgreSQL: ${what} failed: ${(result.stderr || result.stdout).trim().slice(-800)}`);
}

function initialise(): void {
  const data = join(ROOT, 'data');
  if (existsSync(join(data, 'PG_VERSION'))) return;
  mkdirSync(data, { recursive: true });
  chownSync(data, USER_ID, USER_ID);
  chmodSync(data, 0o700);
  const options = [
    '-U',
    'postgres',
    '-A',
    'trust',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--no-sync',
  ];
  succeed('initdb', inChroot('initdb', '-D', '/data', ...options));
  appendFileSync(join(data, 'postgresql.conf'), SETTINGS);
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

/** The port that the running server wrote down: the fourth line of its pid file. */
const runningPort = () => Number(readFileSync(join(ROOT, 'data/postmaster.pid'), 'utf8').split('\n')[3]);

const isRunning = () =>
  existsSync(join(ROOT, 'data')) && inChroot('pg_ctl', '-D', '/data', 'status').status === 0;

/**
 * Starts the server, unpacked on first use, on a free port of 127.0.0.1. `started` is false when it ran already:
 * then someone else stops it.
 */
export async function startServer(): Promise<{ url: string; started: boolean }> {
  const address = (port: number) => `postgres://postgres@127.0.0.1:${port}/postgres`;
  if (isRunning()) return { url: address(runningPort()), started: false };
  await installServer(ROOT);
  initialise();
  const port = await freePort();
  const options = ['-D', '/data', '-w', '-o', `-p ${port}`, '-l', '/data/server.log', 'start'];
  succeed('start', inChroot('pg_ctl', ...options));
  return { url: address(port), started: true };
}

/** Stops the server; its data stay. */
export function stopServer(): void {
  if (isRunning()) succeed('stop', inChroot('pg_ctl', '-D', '/data', '-m', 'fast', '-w', 'stop'));
}

/** Stops the server and deletes its data; what was unpacked stays. */
export function wipeServer(): void {
  stopServer();
  rmSync(join(ROOT, 'data'), { recursive: true, force: true });
}
