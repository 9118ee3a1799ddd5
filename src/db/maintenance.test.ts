import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from './db.ts';
import { DEFAULT_MAINTENANCE, withMaintenance } from './maintenance.ts';
import { IN_MEMORY, openPglite } from './pglite.ts';

const PATIENCE_MS = 20_000;

async function until(db: Db, sql: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const [row] = await db.autocommit(sql);
    if (row?.done) return;
    assert.ok(Date.now() < deadline, `never became true: ${sql}`);
    await sleep(100);
  }
}

test('what was written is vacuumed, analysed and checkpointed once the store is quiet', async (t) => {
  const db = await openPglite(IN_MEMORY);
  t.after(() => db.close());
  const failures: unknown[] = [];
  const kept = withMaintenance(db, {
    ...DEFAULT_MAINTENANCE,
    quietMs: 20,
    checkpointBytes: 1,
    onError: (error) => failures.push(error),
  });
  await kept.batch('system', [{ sql: 'create table notes (id int)' }]);
  const [before] = await db.autocommit('select redo_lsn::text as lsn from pg_control_checkpoint()');
  await kept.batch('system', [{ sql: 'insert into notes select * from generate_series(1, 2000)' }]);
  await kept.batch('system', [{ sql: 'delete from notes where id <= 1000' }]);
  await until(
    db,
    "select last_vacuum is not null and n_dead_tup = 0 as done from pg_stat_user_tables where relname = 'notes'",
  );
  await until(db, "select reltuples = 1000 as done from pg_class where relname = 'notes'");
  await until(db, `select redo_lsn > '${before?.lsn}' as done from pg_control_checkpoint()`);
  assert.deepEqual(failures, []);
});
