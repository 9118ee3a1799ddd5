import { join } from 'node:path';
import { connectError } from './connection-error.ts';
import type { Db } from './db.ts';
import { lockDirectory } from './directory-lock.ts';
import { DEFAULT_MAINTENANCE, type MaintenanceSettings, withMaintenance } from './maintenance.ts';
import { DEFAULT_PGLITE_MEMORY, type PgliteMemory } from './pglite-memory.ts';
import { PgliteSocket } from './pglite-socket.ts';
import { createPool } from './pool.ts';
import { pooledDb } from './pooled-db.ts';

export const IN_MEMORY = 'memory://';

// The format on disk belongs to a major version of PostgreSQL and to the 32-bit build.
const STORE_FOLDER = 'pglite-18';

export interface PgliteSettings {
  readonly memory?: PgliteMemory;
  readonly maintenance?: MaintenanceSettings;
}

/**
 * Opens the embedded store in `dataDir`, made when missing; in memory for `memory://`. Not yet migrated.
 * Throws `store_in_use` when another process has the folder, `unavailable` when the store cannot be opened.
 */
export async function openPglite(dataDir: string, settings: PgliteSettings = {}): Promise<Db> {
  const { memory = DEFAULT_PGLITE_MEMORY, maintenance = DEFAULT_MAINTENANCE } = settings;
  const lock = dataDir === IN_MEMORY ? undefined : await lockDirectory(dataDir);
  const folder = lock === undefined ? undefined : join(dataDir, STORE_FOLDER);
  let socket: PgliteSocket | undefined;
  const pool = createPool({
    // The engine has one session: transactions wait for each other here.
    max: 1,
    idleTimeoutMillis: 0,
    stream: () => {
      socket = new PgliteSocket({ folder, memory });
      return socket;
    },
    user: 'postgres',
    database: 'postgres',
    password: '',
    host: 'localhost',
    ssl: false,
  });
  const release = async () => {
    await socket?.ended;
    lock?.release();
  };
  try {
    (await pool.connect()).release();
  } catch (error) {
    await release();
    throw connectError(error);
  }
  return withMaintenance(pooledDb('pglite', pool, release), maintenance);
}
