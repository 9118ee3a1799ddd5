import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { newStoreFolder } from '../../test/support/embedded-store.ts';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onlyPostgres } from '../../test/support/on-each-engine.ts';
import { newDatabase, testDatabaseUrl } from '../../test/support/postgres-store.ts';
import { openDb, type StoreLocation } from '../db/open.ts';
import { defineJob } from './define-job.ts';
import { openQueue } from './open-queue.ts';

const greet = defineJob({ name: 'greet', payload: z.object({ tenantId: z.uuid(), name: z.string() }) });
const PATIENCE_MS = 30_000;

/** The store and its queue, opened as a process would; `failures` are what the queue reported. */
async function start(location: StoreLocation) {
  const db = await openDb(location);
  const failures: unknown[] = [];
  const queue = openQueue(db, [greet], {
    pollSeconds: 0.5,
    closeTimeoutMs: 5_000,
    onError: (error) => failures.push(error),
  });
  await queue.start();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= queue.close().then(() => db.close());
    return stopped;
  };
  return { db, queue, failures, stop };
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!condition()) {
    assert.ok(Date.now() < deadline, 'nothing happened in time');
    await sleep(50);
  }
}

function suite(open: () => Promise<{ location: StoreLocation; remove(): Promise<void> }>): void {
  test('a job survives a restart and runs once; one that was rolled back does not run', async (t) => {
    const { location, remove } = await open();
    t.after(remove);
    const before = await start(location);
    t.after(before.stop);
    const tenantId = await newTenant(before.db);
    const add = (name: string, onceKey?: string) =>
      before.db.transaction({ tenantId }, (tx) =>
        before.queue.enqueue(tx, greet, { tenantId, name }, onceKey === undefined ? {} : { onceKey }),
      );
    await add('Ada');
    await add('Grace');
    await add('Edsger', 'same');
    await add('Edsger again', 'same');
    const rolledBack = before.db.transaction({ tenantId }, async (tx) => {
      await before.queue.enqueue(tx, greet, { tenantId, name: 'nobody' });
      throw new Error('no');
    });
    await assert.rejects(rolledBack, /^Error: no$/);
    await assert.rejects(
      before.db.transaction({ tenantId }, (tx) =>
        before.queue.enqueue(tx, greet, { tenantId, name: 7 as never }),
      ),
      /expected string/,
    );
    await before.stop();

    const greeted: string[] = [];
    const after = await start(location);
    t.after(after.stop);
    await after.queue.work(greet, async (job) => {
      assert.equal(job.tenantId, tenantId);
      greeted.push(job.name);
    });
    await until(() => greeted.length >= 3);
    await sleep(1_500);
    assert.deepEqual(greeted.sort(), ['Ada', 'Edsger', 'Grace']);
    assert.deepEqual([...before.failures, ...after.failures], []);
  });

  test('a job that throws is reported and tried again', async (t) => {
    const { location, remove } = await open();
    t.after(remove);
    const { db, queue, failures, stop } = await start(location);
    t.after(stop);
    const tenantId = await newTenant(db);
    let runs = 0;
    await queue.work(greet, async () => {
      runs++;
      if (runs === 1) throw new Error('not today');
    });
    await db.transaction({ tenantId }, (tx) => queue.enqueue(tx, greet, { tenantId, name: 'Ada' }));
    await until(() => runs === 2);
    assert.match(String(failures[0]), /not today/);
  });
}

describe('the queue (embedded)', { skip: onlyPostgres() && 'PostgreSQL only' }, () =>
  suite(async () => {
    const { dataDir, remove } = await newStoreFolder();
    return { location: { dataDir }, remove };
  }),
);

const url = testDatabaseUrl();
describe('the queue (postgres)', { skip: url === undefined && 'TEST_DATABASE_URL is not set' }, () =>
  suite(async () => {
    const { databaseUrl, remove } = await newDatabase(url ?? '');
    return { location: { databaseUrl, dataDir: '' }, remove };
  }),
);
