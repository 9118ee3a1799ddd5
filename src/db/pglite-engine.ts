import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_textsearch } from '@electric-sql/pglite-pg_textsearch';
import { vector } from '@electric-sql/pglite-pgvector';
import { DurableFileSystem, type SyncDescriptor } from './durable-file-system.ts';
import { DEFAULT_PGLITE_MEMORY, type PgliteMemory } from './pglite-memory.ts';

/** As the package starts it, but with fsync on, and sized for one process. */
function startParams(memory: PgliteMemory): string[] {
  const settings = {
    search_path: 'public',
    exit_on_error: 'false',
    log_checkpoints: 'false',
    wal_sync_method: 'fsync',
    io_method: 'sync',
    max_worker_processes: '0',
    max_parallel_workers: '0',
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    shared_buffers: `${memory.sharedBuffersMib}MB`,
    work_mem: `${memory.workMib}MB`,
    maintenance_work_mem: '64MB',
    effective_cache_size: '256MB',
    max_wal_size: `${memory.maxWalMib}MB`,
    min_wal_size: '32MB',
    random_page_cost: '1.1',
    jit: 'off',
  };
  return [
    '--single',
    '-O',
    '-j',
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

const start = (folder: string | undefined, memory: PgliteMemory, sync?: SyncDescriptor) =>
  PGlite.create({
    ...(folder === undefined ? { dataDir: 'memory://' } : { fs: new DurableFileSystem(folder, sync) }),
    extensions: { vector, pg_textsearch },
    startParams: startParams(memory),
  });

function syncTree(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) syncTree(child);
    else if (entry.isFile()) syncOne(child);
  }
  syncOne(path);
}

function syncOne(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

// Models for further databases, of which a store has none: four files out of five, each synced after a crash.
const UNUSED_DATABASES = ['template0', 'template1'];

/** Makes an empty store beside `folder` and moves it there complete: a crash half-way leaves nothing to trip over. */
async function create(folder: string, memory: PgliteMemory): Promise<void> {
  const unfinished = `${folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const engine = await start(unfinished, memory);
  for (const database of UNUSED_DATABASES) {
    await engine.query(`alter database ${database} is_template false`);
    await engine.query(`drop database ${database}`);
  }
  await engine.close();
  syncTree(unfinished);
  renameSync(unfinished, folder);
  syncOne(dirname(folder));
}

/**
 * Starts PostgreSQL in this thread over `folder`, which is made when it is missing; in memory without a folder.
 * The caller holds the folder's lock. `sync` replaces fsync where a test counts it.
 */
export async function startPglite(
  folder: string | undefined,
  memory: PgliteMemory = DEFAULT_PGLITE_MEMORY,
  sync?: SyncDescriptor,
): Promise<PGlite> {
  if (folder !== undefined && !existsSync(join(folder, 'PG_VERSION'))) await create(folder, memory);
  return start(folder, memory, sync);
}
