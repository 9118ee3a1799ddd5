import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { mustRun, runCommand } from './run-command.ts';

const IMAGE = 'parley-postgres-18';
const READY_WITHIN_MS = 60_000;

export const dockerWorks = (): boolean => runCommand('docker', ['info']).status === 0;

/** Starts PostgreSQL in a container on a free port of 127.0.0.1; `stop` removes it. */
export async function startContainer(): Promise<{ url: string; stop(): void }> {
  mustRun('docker', ['build', '--quiet', '--tag', IMAGE, fileURLToPath(new URL('.', import.meta.url))]);
  const id = mustRun('docker', ['run', '--rm', '--detach', '--publish', '127.0.0.1::5432', IMAGE]).trim();
  const stop = () => void runCommand('docker', ['stop', '--time', '2', id]);
  const deadline = Date.now() + READY_WITHIN_MS;
  while (runCommand('docker', ['exec', id, 'pg_isready', '--quiet', '--host', '127.0.0.1']).status !== 0) {
    if (Date.now() > deadline) {
      stop();
      throw new Error('PostgreSQL in the container did not become ready');
    }
    await sleep(250);
  }
  const address = mustRun('docker', ['port', id, '5432']).trim().split('\n')[0];
  return { url: `postgres://postgres@${address}/postgres`, stop };
}
