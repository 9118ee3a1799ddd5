import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { ParleyError } from '../core/errors.ts';
import { makeFolder } from '../lib/make-folder.ts';

export interface DirectoryLock {
  release(): void;
}

// The last eight bits of an SQLite error; those before them say why.
const SQLITE_BUSY = 5;
const ATTEMPTS_TO_LEARN_THE_HOLDER = 10;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The process that wrote itself down after it took the lock; undefined when it cannot be learned. */
async function holder(pidFile: string): Promise<number | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS_TO_LEARN_THE_HOLDER; attempt++) {
    try {
      const pid = Number(readFileSync(pidFile, 'utf8'));
      if (Number.isSafeInteger(pid) && pid > 0 && isAlive(pid)) return pid;
    } catch {
      // Not written yet.
    }
    await sleep(20);
  }
  return undefined;
}

/**
 * Takes `directory`, made when missing, for this process. Throws `store_in_use` when any process, this one included,
 * has it, and `unavailable` when it cannot be written.
 *
 * The lock is the exclusive lock of an empty SQLite database: a lock of the operating system on an open file, which
 * Node offers in no other way. It ends with its process, however that ends. POSIX drops it when anything in the same
 * process opens and closes that file, so nothing else may touch it.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const pidFile = join(directory, 'store.pid');
  const database = openLockFile(directory);
  try {
    database.exec('pragma journal_mode = memory; begin exclusive');
    writeFileSync(pidFile, String(process.pid));
  } catch (cause) {
    database.close();
    throw ((cause as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_BUSY
      ? inUse(directory, await holder(pidFile))
      : unusable(directory, cause);
  }
  return {
    release() {
      rmSync(pidFile, { force: true });
      database.close();
    },
  };
}

function openLockFile(directory: string): DatabaseSync {
  try {
    makeFolder(directory);
    return new DatabaseSync(join(directory, 'store.lock'), { timeout: 0 });
  } catch (cause) {
    throw unusable(directory, cause);
  }
}

function inUse(directory: string, pid: number | undefined): ParleyError {
  const who = pid === process.pid ? 'this process already' : `process ${pid ?? '(unknown)'}`;
  const what = `The store in ${directory} is in use by ${who}. Stop that process or choose another folder.`;
  return new ParleyError('store_in_use', what);
}

function unusable(directory: string, cause: unknown): ParleyError {
  const what = `The folder ${directory} cannot hold the store: ${(cause as Error).message}`;
  return new ParleyError('unavailable', what, { cause });
}
