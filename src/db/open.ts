import type { Db } from './db.ts';
import { DEFAULT_MAINTENANCE } from './maintenance.ts';
import { migrate } from './migrate.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

export interface StoreLocation {
  /** A PostgreSQL server; undefined: the embedded store. */
  readonly databaseUrl?: string | undefined;
  /** Folder of the embedded store, or `memory://`. */
  readonly dataDir: string;
  /** Most connections to the PostgreSQL server. */
  readonly maxConnections?: number;
  /** Told when the upkeep of the embedded store fails. */
  readonly onMaintenanceError?: (error: unknown) => void;
}

function open({ databaseUrl, dataDir, maxConnections, onMaintenanceError }: StoreLocation): Promise<Db> {
  if (databaseUrl !== undefined)
    return openPostgres({ databaseUrl, ...(maxConnections === undefined ? {} : { maxConnections }) });
  const onError = onMaintenanceError === undefined ? {} : { onError: onMaintenanceError };
  return openPglite(dataDir, { maintenance: { ...DEFAULT_MAINTENANCE, ...onError } });
}

/** Opens the store and brings it to the newest schema. Throws `store_in_use` or `unavailable`. */
export async function openDb(location: StoreLocation): Promise<Db> {
  const db = await open(location);
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}
