import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { limiterToldTheTime } from '../../test/support/limiter-told-the-time.ts';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { newDatabase, testDatabaseUrl } from '../../test/support/postgres-store.ts';
import type { Db } from '../db/db.ts';
import { openPostgres } from '../db/postgres.ts';
import type { Rate } from '../lib/parse-rate.ts';
import { createSharedWindow } from './shared-window.ts';

const START = 1_790_000_000_000;
const RATE: Rate = { limit: 2, windowMs: 1000 };
const url = testDatabaseUrl() ?? '';

/** Takes one of `bucket` at `now`, which the database is told. */
const takeAt = (db: Db, bucket: string, now: number) => limiterToldTheTime(db, () => now).take(bucket, RATE);

/** Rows of both tables, and those of requests that their bucket does not know of. */
async function rowsIn(db: Db): Promise<Record<string, unknown>> {
  const [row] = await db.autocommit(`select (select count(*) from rate_buckets) as buckets,
    (select count(*) from rate_requests) as requests,
    (select count(*) from rate_requests r where not exists (select from rate_buckets b
      where b.bucket = r.bucket and r.number >= b.first_number and r.number < b.next_number)) as lost`);
  return row ?? {};
}

onEachEngine('windows in the database', (store) => {
  test('idle buckets and their requests go away while others come, those in use stay', async () => {
    await store().autocommit('truncate rate_buckets, rate_requests');
    for (let index = 0; index < 20; index++) await takeAt(store(), `idle ${index}`, START);
    await takeAt(store(), 'in use', START + 5000);
    for (let index = 0; index < 10; index++) await takeAt(store(), `new ${index}`, START + 5500);
    assert.deepEqual(await rowsIn(store()), { buckets: 11, requests: 11, lost: 0 });
    assert.equal((await takeAt(store(), 'in use', START + 5500)).used, 2);
  });

  test('a bucket in steady use keeps no more rows than its limit', async () => {
    await store().autocommit('truncate rate_buckets, rate_requests');
    for (let index = 0; index < 100; index++) await takeAt(store(), 'steady', START + index * 100);
    assert.deepEqual(await rowsIn(store()), { buckets: 1, requests: 2, lost: 0 });
  });

  test('a clock that is set back shuts nobody out for longer than a window', async () => {
    await takeAt(store(), 'set back', START + 3_600_000);
    await takeAt(store(), 'set back', START + 3_600_001);
    const told = await takeAt(store(), 'set back', START);
    assert.deepEqual([told.allowed, told.resetAt], [false, new Date(START + 1000)]);
    assert.equal((await takeAt(store(), 'set back', START + 999)).allowed, false);
    assert.equal((await takeAt(store(), 'set back', START + 1000)).allowed, true);
  });

  test('the name of a bucket is not stored', async () => {
    await createSharedWindow(store()).take('address:203.0.113.7', RATE);
    const rows = await store().autocommit(
      `select from rate_buckets where position('203.0.113.7'::bytea in bucket) > 0
         or bucket <> all (select bucket from rate_requests)`,
    );
    assert.deepEqual(rows, []);
  });

  test('no tenant reads, changes or takes from them, and who looks up credentials only takes', async () => {
    const tenant = { tenantId: await newTenant(store()) };
    const digest = "sha256('somebody')";
    const statements = [
      'select * from rate_buckets',
      'select * from rate_requests',
      'delete from rate_buckets',
      'delete from rate_requests',
      'update rate_buckets set next_number = 0',
      `insert into rate_requests values (${digest}, 0, 0)`,
      'truncate rate_buckets',
      'select forget_idle_rates(1e300)',
      `select * from count_request_at(${digest}, 1, 1, true, 0)`,
    ];
    const take = `select * from count_request(${digest}, 1, 1, true)`;
    for (const scope of [tenant, 'credentials'] as const)
      for (const sql of statements)
        await assert.rejects(store().batch(scope, [{ sql }]), { code: '42501' }, sql);
    await assert.rejects(store().batch(tenant, [{ sql: take }]), { code: '42501' });
    await store().batch('credentials', [{ sql: take }]);
  });

  test('a store that fails lets nothing through', async () => {
    const failing = { ...store(), batch: () => Promise.reject(new Error('The store is gone')) };
    await assert.rejects(createSharedWindow(failing).take('somebody', RATE), /is gone/);
    await assert.rejects(createSharedWindow(failing).look('somebody', RATE), /is gone/);
  });
});

describe('two processes on one PostgreSQL', { skip: url === '' && 'TEST_DATABASE_URL is not set' }, () => {
  test('share each limit exactly, and forgetting gets in nobody’s way', async (t) => {
    const { databaseUrl, remove } = await newDatabase(url);
    t.after(remove);
    const pools = await Promise.all([openPostgres({ databaseUrl }), openPostgres({ databaseUrl })]);
    t.after(() => Promise.all(pools.map((pool) => pool.close())));
    // One of them has a clock that is an hour wrong.
    const limiters = pools.map((pool, index) =>
      createSharedWindow(pool, () => Date.now() - index * 3_600_000),
    );
    const parallel = (count: number, bucketOf: (index: number) => string, rate: Rate) =>
      Promise.all(
        Array.from({ length: count / 2 }, (_, index) =>
          Promise.all(limiters.map((limiter) => limiter.take(bucketOf(index), rate))),
        ),
      ).then((pairs) => pairs.flat());

    const decisions = await parallel(50, () => 'shared', { limit: 20, windowMs: 3_600_000 });
    assert.equal(decisions.filter(({ allowed }) => allowed).length, 20);

    // Windows so short that buckets are forgotten while they are asked for.
    await parallel(2000, (index) => `fleeting ${index % 7}`, { limit: 3, windowMs: 1 });
    assert.equal((await rowsIn(pools[0])).lost, 0);
    const again = await parallel(2, () => 'shared', { limit: 20, windowMs: 3_600_000 });
    assert.deepEqual(
      again.map(({ used }) => used),
      [20, 20],
    );
  });
});
