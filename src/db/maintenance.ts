import type { Db } from './db.ts';

/** When the embedded engine, which has no autovacuum and no checkpointer, looks after itself. */
export interface MaintenanceSettings {
  /** How long there was no transaction before it begins, in ms. */
  readonly quietMs: number;
  /** A table is vacuumed when this many rows and this share of it are dead, and analysed when as many changed. */
  readonly minimumRows: number;
  readonly share: number;
  /** Write-ahead log after which a checkpoint is made: it bounds the time of a start after a crash. */
  readonly checkpointBytes: number;
  /** Told of a failure, which is not repeated before the next quiet moment. */
  readonly onError?: (error: unknown) => void;
}

export const DEFAULT_MAINTENANCE: MaintenanceSettings = {
  quietMs: 3_000,
  minimumRows: 200,
  share: 0.1,
  checkpointBytes: 16 * 1024 * 1024,
};

const TABLES_TO_VACUUM = `select format('vacuum (analyze) %I.%I', schemaname, relname) as statement
  from pg_stat_user_tables
  where greatest(n_dead_tup, n_mod_since_analyze, n_ins_since_vacuum) >= $1::float8 + $2::float8 * n_live_tup
  order by n_live_tup`;

const LOG_BYTES = `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) as bytes from pg_control_checkpoint()`;

/** `db` with its upkeep in quiet moments. */
export function withMaintenance(db: Db, settings: MaintenanceSettings): Db {
  let timer: NodeJS.Timeout | undefined;
  let running = 0;
  let uses = 0;
  let upkeep: Promise<void> = Promise.resolve();
  let closing = false;

  function wait(): void {
    clearTimeout(timer);
    if (running > 0 || closing) return;
    timer = setTimeout(() => {
      upkeep = tidy().catch((error: unknown) => {
        // What is broken off by closing is made up for after the next start.
        if (!closing) settings.onError?.(error);
      });
    }, settings.quietMs).unref();
  }

  async function tidy(): Promise<void> {
    const usesBefore = uses;
    // A session reports its counts only now and then of its own accord.
    await db.autocommit('select pg_stat_force_next_flush()');
    const tables = await db.autocommit(TABLES_TO_VACUUM, [settings.minimumRows, settings.share]);
    for (const { statement } of tables) {
      // Everyone waits for a vacuum: the rest keeps until it is quiet again.
      if (uses !== usesBefore) return;
      await db.maintain([String(statement)]);
    }
    const [log] = await db.autocommit(LOG_BYTES);
    if (Number(log?.bytes) >= settings.checkpointBytes) await db.maintain(['checkpoint']);
  }

  async function used<T>(work: () => Promise<T>): Promise<T> {
    uses++;
    running++;
    clearTimeout(timer);
    try {
      return await work();
    } finally {
      running--;
      wait();
    }
  }

  return {
    engine: db.engine,
    transaction: (scope, work) => used(() => db.transaction(scope, work)),
    batch: (scope, statements) => used(() => db.batch(scope, statements)),
    // A queue that looks for jobs keeps nobody from tidying up.
    autocommit: (sql, params) => db.autocommit(sql, params),
    maintain: (statements) => used(() => db.maintain(statements)),
    ping: () => db.ping(),
    async close() {
      closing = true;
      clearTimeout(timer);
      await db.close();
      await upkeep;
    },
  };
}
