import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { newDatabase, testDatabaseUrl } from '../../test/support/postgres-store.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { openDb } from '../db/open.ts';
import { createQuota, type Reservation } from './quota.ts';

const NOVEMBER = new Date('2026-11-20T12:00:00Z');
const MINUTE_MS = 60_000;

const minutesAfter = (start: Date, minutes: number) => new Date(start.getTime() + minutes * MINUTE_MS);

/** As a stored turn does it. */
async function settle(db: Db, tenantId: Uuid, { settle }: Reservation): Promise<void> {
  assert.ok(settle);
  await db.batch({ tenantId }, [settle]);
}

/** Months with their counted messages. */
async function counted(db: Db, tenantId: Uuid): Promise<Record<string, number>> {
  const sql = 'select month, used from chat_quota where used > 0 order by month';
  const [rows] = await db.batch({ tenantId }, [{ sql }]);
  return Object.fromEntries((rows ?? []).map(({ month, used }) => [month, used]));
}

/** Those that got a message; every other one was told that the quota is exceeded. */
async function reserved(attempts: readonly Promise<Reservation>[]): Promise<Reservation[]> {
  const outcomes = await Promise.allSettled(attempts);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') assert.equal((outcome.reason as ParleyError).code, 'quota_exceeded');
  }
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}

const times = <T>(count: number, work: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => work(index));

onEachEngine('Chat quota', (store) => {
  test('fifty parallel messages under a quota of twenty: exactly twenty pass', async () => {
    const tenantId = await newTenant(store());
    const quota = createQuota(store(), 20);
    const taken = await reserved(times(50, () => quota.reserve(tenantId, NOVEMBER)));
    assert.equal(taken.length, 20);
    await Promise.all(taken.map((reservation) => settle(store(), tenantId, reservation)));
    assert.deepEqual(await counted(store(), tenantId), { '2026-11-01': 20 });
  });

  test('what is released can be used again, and only that', async () => {
    const tenantId = await newTenant(store());
    const quota = createQuota(store(), 10);
    const taken = await Promise.all(times(10, () => quota.reserve(tenantId, NOVEMBER)));
    await Promise.all(taken.slice(0, 4).map((reservation) => reservation.release()));
    const again = await reserved(times(10, () => quota.reserve(tenantId, NOVEMBER)));
    assert.equal(again.length, 4);
  });

  test('messages that are released, settled and reserved all at once are neither lost nor doubled', async () => {
    const tenantId = await newTenant(store());
    const quota = createQuota(store(), 12);
    const first = await Promise.all(times(12, () => quota.reserve(tenantId, NOVEMBER)));
    const [, second] = await Promise.all([
      Promise.all(first.map((one, i) => (i % 2 ? one.release() : settle(store(), tenantId, one)))),
      reserved(times(20, () => quota.reserve(tenantId, NOVEMBER))),
    ]);
    const third = await reserved(times(20, () => quota.reserve(tenantId, NOVEMBER)));
    assert.equal(second.length + third.length, 6);
    await Promise.all([...second, ...third].map((one) => settle(store(), tenantId, one)));
    assert.deepEqual(await counted(store(), tenantId), { '2026-11-01': 12 });
  });

  test('a message counts once, however often it is settled, and stays counted when it is released then', async () => {
    const tenantId = await newTenant(store());
    const reservation = await createQuota(store(), 3).reserve(tenantId, NOVEMBER);
    await Promise.all([
      settle(store(), tenantId, reservation),
      settle(store(), tenantId, reservation),
      settle(store(), tenantId, reservation),
    ]);
    await reservation.release();
    assert.deepEqual(await counted(store(), tenantId), { '2026-11-01': 1 });
  });

  test('a turn that cannot be stored is not counted, and its message can be released', async () => {
    const tenantId = await newTenant(store());
    const quota = createQuota(store(), 1);
    const { settle, release } = await quota.reserve(tenantId, NOVEMBER);
    assert.ok(settle);
    await assert.rejects(store().batch({ tenantId }, [settle, { sql: 'select 1 / 0' }]));
    assert.deepEqual(await counted(store(), tenantId), {});
    await assert.rejects(quota.reserve(tenantId, NOVEMBER), { code: 'quota_exceeded' });
    await release();
    await quota.reserve(tenantId, NOVEMBER);
  });

  test('a process that is killed in the middle of a turn costs the tenant no message', async () => {
    const tenantId = await newTenant(store());
    const quota = createQuota(store(), 2);
    await Promise.all(times(2, () => quota.reserve(tenantId, NOVEMBER)));
    await assert.rejects(quota.reserve(tenantId, minutesAfter(NOVEMBER, 59)), { code: 'quota_exceeded' });
    const later = await reserved(times(5, () => quota.reserve(tenantId, minutesAfter(NOVEMBER, 60))));
    assert.equal(later.length, 2);
    await Promise.all(later.map((one) => settle(store(), tenantId, one)));
    assert.deepEqual(await counted(store(), tenantId), { '2026-11-01': 2 });
  });

  test('what killed turns held is forgotten after a day, and a turn slower than its hold still counts', async () => {
    const tenantId = await newTenant(store());
    const quota = createQuota(store(), 5);
    const holds = async () => {
      const [rows] = await store().batch({ tenantId }, [{ sql: 'select from chat_quota_holds' }]);
      return rows?.length;
    };
    await quota.reserve(tenantId, NOVEMBER);
    const slow = await quota.reserve(tenantId, minutesAfter(NOVEMBER, 30));
    await quota.reserve(tenantId, minutesAfter(NOVEMBER, 25 * 60));
    assert.equal(await holds(), 3);
    await quota.reserve(tenantId, minutesAfter(NOVEMBER, 25 * 60 + 1));
    assert.equal(await holds(), 3);
    await settle(store(), tenantId, slow);
    assert.deepEqual(await counted(store(), tenantId), { '2026-11-01': 1 });
  });

  test('the month turns at midnight UTC, and the refusal says when', async () => {
    const tenantId = await newTenant(store());
    const quota = createQuota(store(), 1);
    const [last, first] = [new Date('2026-11-30T23:59:58.500Z'), new Date('2026-12-01T00:00:00Z')];
    await settle(store(), tenantId, await quota.reserve(tenantId, last));
    await assert.rejects(quota.reserve(tenantId, last), (error) => {
      assert.ok(error instanceof ParleyError);
      assert.equal(error.code, 'quota_exceeded');
      assert.equal(error.details.retryAfterSeconds, 2);
      assert.match(error.message, /2026-12-01/);
      return true;
    });
    await settle(store(), tenantId, await quota.reserve(tenantId, first));
    await assert.rejects(quota.reserve(tenantId, first), { message: /more from 2027-01-01/ });
    await assert.rejects(quota.reserve(tenantId, last), { message: /more from 2026-12-01/ });
    assert.deepEqual(await counted(store(), tenantId), { '2026-11-01': 1, '2026-12-01': 1 });
  });

  test('neither month is short of what turns of the other one hold', async () => {
    const tenantId = await newTenant(store());
    const quota = createQuota(store(), 1);
    const [last, first] = [new Date('2027-02-28T23:59:59.999Z'), new Date('2027-03-01T00:00:00.000Z')];
    await quota.reserve(tenantId, first);
    await quota.reserve(tenantId, last);
    await assert.rejects(quota.reserve(tenantId, first), { code: 'quota_exceeded' });
    await assert.rejects(quota.reserve(tenantId, last), { code: 'quota_exceeded' });
  });

  test('a turn counts for the month in which it began, though it is stored in the next', async () => {
    const tenantId = await newTenant(store());
    const quota = createQuota(store(), 2);
    const old = await quota.reserve(tenantId, new Date('2026-12-31T23:59:59Z'));
    const next = await quota.reserve(tenantId, new Date('2027-01-01T00:00:01Z'));
    await settle(store(), tenantId, next);
    await settle(store(), tenantId, old);
    assert.deepEqual(await counted(store(), tenantId), { '2026-12-01': 1, '2027-01-01': 1 });
  });

  test('who is refused while others are being answered is told to come back soon', async () => {
    const tenantId = await newTenant(store());
    const quota = createQuota(store(), 1);
    const running = await quota.reserve(tenantId, NOVEMBER);
    await assert.rejects(quota.reserve(tenantId, NOVEMBER), (error) => {
      assert.ok(error instanceof ParleyError);
      assert.equal(error.code, 'quota_exceeded');
      assert.equal(error.details.retryAfterSeconds, 10);
      return true;
    });
    await settle(store(), tenantId, running);
    await assert.rejects(quota.reserve(tenantId, NOVEMBER), { message: /used up; more from 2026-12-01/ });
  });

  test("one tenant's use is no other's, and none can settle or release for another", async () => {
    const quota = createQuota(store(), 1);
    const [ours, theirs] = [await newTenant(store()), await newTenant(store())];
    const reservation = await quota.reserve(ours, NOVEMBER);
    await quota.reserve(theirs, NOVEMBER);
    await settle(store(), theirs, reservation);
    assert.deepEqual(await counted(store(), ours), {});
    assert.deepEqual(await counted(store(), theirs), {});
    await assert.rejects(quota.reserve(ours, NOVEMBER), { code: 'quota_exceeded' });
  });

  test('a quota of nothing lets nothing pass', async () => {
    const tenantId = await newTenant(store());
    await assert.rejects(createQuota(store(), 0).reserve(tenantId, NOVEMBER), { message: /used up/ });
  });

  test('to reserve takes one round trip, and none where nothing is counted', async () => {
    const tenantId = await newTenant(store());
    let roundTrips = 0;
    const watched: Db = {
      ...store(),
      batch(scope, statements) {
        roundTrips++;
        return store().batch(scope, statements);
      },
    };
    await createQuota(watched, 1).reserve(tenantId, NOVEMBER);
    assert.equal(roundTrips, 1);
    const uncounted = await createQuota(watched, null).reserve(newId(), NOVEMBER);
    await uncounted.release();
    assert.equal(uncounted.settle, null);
    assert.equal(roundTrips, 1);
  });
});

const url = testDatabaseUrl() ?? '';
describe('Chat quota over two processes', { skip: url === '' && 'TEST_DATABASE_URL is not set' }, () => {
  test('fifty parallel messages under a quota of seven: exactly seven pass, as many times as it is tried', async (t) => {
    const { databaseUrl, remove } = await newDatabase(url);
    const pools = [await openDb({ databaseUrl, dataDir: '' }), await openDb({ databaseUrl, dataDir: '' })];
    t.after(async () => {
      await Promise.all(pools.map((pool) => pool.close()));
      await remove();
    });
    const [one, other] = pools as [Db, Db];
    const quotas = [createQuota(one, 7), createQuota(other, 7)] as const;
    const quotaOf = (index: number) => quotas[index % 2 === 0 ? 0 : 1];
    for (let round = 0; round < 10; round++) {
      const tenantId = await newTenant(one);
      const answered = await Promise.all(
        times(50, async (index) => {
          const [reservation] = await reserved([quotaOf(index).reserve(tenantId, NOVEMBER)]);
          if (reservation) await settle(index % 2 === 0 ? other : one, tenantId, reservation);
          return reservation !== undefined;
        }),
      );
      assert.equal(answered.filter(Boolean).length, 7);
      assert.deepEqual(await counted(one, tenantId), { '2026-11-01': 7 });
    }
  });
});
