import { connectError } from './connection-error.ts';
import type { Db } from './db.ts';
import { createPool } from './pool.ts';
import { pooledDb } from './pooled-db.ts';

export interface PostgresSettings {
  /** `postgres://user:password@host:port/database`. */
  readonly databaseUrl: string;
  readonly maxConnections?: number;
  readonly connectTimeoutMs?: number;
  readonly statementTimeoutMs?: number;
}

/** Opens a pool of connections to a PostgreSQL server; not yet migrated. Throws `unavailable` when it cannot connect. */
export async function openPostgres(settings: PostgresSettings): Promise<Db> {
  try {
    const pool = createPool({
      connectionString: settings.databaseUrl,
      max: settings.maxConnections ?? 10,
      connectionTimeoutMillis: settings.connectTimeoutMs ?? 10_000,
      statement_timeout: settings.statementTimeoutMs ?? 60_000,
      keepAlive: true,
      application_name: 'parley',
    });
    (await pool.connect()).release();
    return pooledDb('postgres', pool);
  } catch (error) {
    throw connectError(error);
  }
}
