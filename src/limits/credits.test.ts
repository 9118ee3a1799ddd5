import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { newDatabase, testDatabaseUrl } from '../../test/support/postgres-store.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { openDb } from '../db/open.ts';
import { lockCredits, takeCreditHold } from '../store/project-credits.ts';
import { insertProject } from '../store/projects.ts';
import { runIn, runQueries } from '../store/query.ts';
import { type CreditReservation, createCredits } from './credits.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
const minutesLater = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

interface Place {
  readonly tenantId: Uuid;
  readonly projectId: Uuid;
}

async function newProject(db: Db, aiCredits: number, tenant?: Uuid): Promise<Place> {
  const tenantId = tenant ?? (await newTenant(db));
  const project = { id: newId(), slug: `shop-${newId()}`, name: 'Shop', description: null, aiCredits };
  await runQueries(db, { tenantId }, [insertProject(tenantId, project)]);
  return { tenantId, projectId: project.id };
}

async function balanceOf(db: Db, { tenantId, projectId }: Place): Promise<number> {
  const sql = 'select balance from project_credits where project_id = $1';
  const [rows] = await db.batch({ tenantId }, [{ sql, params: [projectId] }]);
  return Number(rows?.[0]?.balance);
}

async function holdsOf(db: Db, { tenantId, projectId }: Place): Promise<number> {
  const sql = 'select from credit_holds where project_id = $1';
  const [rows] = await db.batch({ tenantId }, [{ sql, params: [projectId] }]);
  return rows?.length ?? 0;
}

/** As a stored turn does it. */
async function settle(db: Db, { tenantId }: Place, reservation: CreditReservation, cost: number, now = NOON) {
  const query = reservation.settle(cost, now);
  assert.ok(query);
  await db.batch({ tenantId }, [query]);
}

const isRefusal = (error: unknown): boolean =>
  error instanceof ParleyError && error.code === 'insufficient_credits';

/** Those that got credits; every other one was told that there are too few. */
async function granted(attempts: readonly Promise<CreditReservation>[]): Promise<CreditReservation[]> {
  const outcomes = await Promise.allSettled(attempts);
  return outcomes.flatMap((outcome) => {
    if (outcome.status === 'fulfilled') return [outcome.value];
    assert.ok(isRefusal(outcome.reason), String(outcome.reason));
    return [];
  });
}

const times = <T>(count: number, work: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => work(index));

onEachEngine('AI credits', (store) => {
  const reserve = ({ tenantId, projectId }: Place, most: number, now = NOON) =>
    createCredits(store(), 1000).reserve(tenantId, projectId, most, now);
  const settled = (place: Place, reservation: CreditReservation, cost: number, now?: Date) =>
    settle(store(), place, reservation, cost, now);

  test('of fifty parallel answers as many begin as the balance can pay for, and it is never overdrawn', async () => {
    const place = await newProject(store(), 20.5);
    const taken = await granted(times(50, () => reserve(place, 1)));
    assert.equal(taken.length, 20);
    await Promise.all(taken.map((reservation) => settled(place, reservation, 1)));
    assert.equal(await balanceOf(store(), place), 0.5);
    assert.equal(await holdsOf(store(), place), 0);
  });

  test('an answer takes what it cost and not what was reserved; the rest is free at once', async () => {
    const place = await newProject(store(), 10);
    const first = await reserve(place, 10);
    await assert.rejects(reserve(place, 0.001), isRefusal);
    await settled(place, first, 2.25);
    assert.equal(await balanceOf(store(), place), 7.75);
    await (await reserve(place, 7.75)).release();
    await settled(place, await reserve(place, 7.75), 0);
    assert.equal(await balanceOf(store(), place), 7.75);
  });

  test('an answer that cost more than was reserved takes the rest only where nobody else has reserved it', async () => {
    const place = await newProject(store(), 10);
    const [greedy, modest] = [await reserve(place, 2), await reserve(place, 5)];
    await settled(place, greedy, 100);
    assert.equal(await balanceOf(store(), place), 5);
    await settled(place, modest, 4);
    assert.equal(await balanceOf(store(), place), 1);
    await settled(place, await reserve(place, 1), 100);
    assert.equal(await balanceOf(store(), place), 0);
  });

  test('a second settle, and one after a release, take nothing; a release gives nothing back that was taken', async () => {
    const place = await newProject(store(), 10);
    const [one, other] = [await reserve(place, 3), await reserve(place, 3)];
    await Promise.all(times(5, () => settled(place, one, 3)));
    assert.equal(await balanceOf(store(), place), 7);
    await one.release();
    await other.release();
    await settled(place, other, 3);
    assert.equal(await balanceOf(store(), place), 7);
    assert.equal(await holdsOf(store(), place), 0);
  });

  test('an answer that cannot be stored costs nothing, and its credits can be released', async () => {
    const place = await newProject(store(), 3);
    const reservation = await reserve(place, 3);
    const query = reservation.settle(3, NOON);
    assert.ok(query);
    await assert.rejects(store().batch({ tenantId: place.tenantId }, [query, { sql: 'select 1 / 0' }]));
    assert.equal(await balanceOf(store(), place), 3);
    await assert.rejects(reserve(place, 1), isRefusal);
    await reservation.release();
    await reserve(place, 3);
  });

  test('what a killed process had reserved is free again after an hour, and forgotten after a day', async () => {
    const place = await newProject(store(), 5);
    await reserve(place, 5);
    await assert.rejects(reserve(place, 5, minutesLater(59)), isRefusal);
    const second = await reserve(place, 5, minutesLater(60));
    assert.equal(await holdsOf(store(), place), 2);
    await second.release();
    await reserve(place, 5, minutesLater(26 * 60));
    assert.equal(await holdsOf(store(), place), 1);
  });

  test('a turn slower than its reservation pays with what is left beside those of others', async () => {
    const place = await newProject(store(), 5);
    const slow = await reserve(place, 5);
    const quick = await reserve(place, 4, minutesLater(61));
    await settled(place, slow, 5, minutesLater(62));
    assert.equal(await balanceOf(store(), place), 4);
    await settled(place, quick, 4, minutesLater(63));
    assert.equal(await balanceOf(store(), place), 0);
  });

  test('whatever is reserved, settled and released, and in whatever order, every credit is accounted for', async () => {
    // Thousandths, so that the expected sums are whole numbers.
    const step = fc.oneof(
      fc.record({ kind: fc.constant('reserve' as const), most: fc.nat({ max: 6000 }) }),
      fc.record({ kind: fc.constant('settle' as const), which: fc.nat(), cost: fc.nat({ max: 9000 }) }),
      fc.record({ kind: fc.constant('release' as const), which: fc.nat() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const place = await newProject(store(), 10);
        let balance = 10_000;
        const holds: { reservation: CreditReservation; most: number; isOpen: boolean }[] = [];
        for (const each of steps) {
          const free = balance - holds.reduce((sum, { most, isOpen }) => sum + (isOpen ? most : 0), 0);
          if (each.kind === 'reserve') {
            const [reservation] = await granted([reserve(place, each.most / 1000)]);
            assert.equal(reservation !== undefined, each.most <= free);
            if (reservation && each.most > 0) holds.push({ reservation, most: each.most, isOpen: true });
            continue;
          }
          const hold = holds[each.which % holds.length];
          if (hold === undefined) continue;
          if (each.kind === 'release') await hold.reservation.release();
          else await settled(place, hold.reservation, each.cost / 1000);
          if (each.kind === 'settle' && hold.isOpen) balance -= Math.min(each.cost, free + hold.most);
          hold.isOpen = false;
          assert.equal(await balanceOf(store(), place), balance / 1000);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('turns that do all of it at once never take more than there is, nor lose a credit', async () => {
    const ending = fc.record({
      most: fc.integer({ min: 1, max: 4 }),
      cost: fc.nat({ max: 6 }),
      isKept: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(ending, { minLength: 10, maxLength: 30 }),
        fc.boolean(),
        async (turns, isFair) => {
          const place = await newProject(store(), 15);
          let spent = 0;
          await Promise.all(
            turns.map(async ({ most, cost, isKept }) => {
              const [reservation] = await granted([reserve(place, most)]);
              if (!isKept) return reservation?.release();
              if (reservation === undefined) return;
              const asked = isFair ? Math.min(most, cost) : cost;
              await settled(place, reservation, asked);
              spent += asked;
            }),
          );
          const balance = await balanceOf(store(), place);
          if (isFair) assert.equal(balance, 15 - spent);
          else assert.ok(balance >= 15 - spent && balance >= 0, `${balance} of which ${spent} were spent`);
          assert.equal(await holdsOf(store(), place), 0);
          if (balance > 0) await reserve(place, balance);
        },
      ),
      { numRuns: 10 },
    );
  });

  test('amounts are kept to the billionth, whatever binary fractions make of them', async () => {
    const place = await newProject(store(), 0.3);
    await settled(place, await reserve(place, 0.1 + 0.2), 0.1);
    await settled(place, await reserve(place, 0.2), 0.1);
    assert.equal(await balanceOf(store(), place), 0.1);
    await settled(place, await reserve(place, 0.1), 1e-9);
    assert.equal(await balanceOf(store(), place), 0.099999999);
  });

  test('a refusal says what is needed and what is left, or that others are being answered', async () => {
    const place = await newProject(store(), 2.5);
    await assert.rejects(reserve(place, 4), {
      code: 'insufficient_credits',
      message:
        'An answer can cost up to 4 AI credits, and this project has 2.5 left. Have an administrator add some.',
    });
    await reserve(place, 2);
    await assert.rejects(reserve(place, 2), { message: /reserved by answers that are being given/ });
  });

  test('no tenant pays for another, sees its credits, or ends its reservation', async () => {
    const [ours, theirs] = [await newProject(store(), 5), await newProject(store(), 0)];
    await assert.rejects(reserve({ ...ours, tenantId: theirs.tenantId }, 1), isRefusal);
    const reservation = await reserve(ours, 5);
    await settled(theirs, reservation, 5);
    assert.equal(await balanceOf(store(), ours), 5);
    assert.ok(Number.isNaN(await balanceOf(store(), { ...ours, tenantId: theirs.tenantId })));
    assert.equal(await holdsOf(store(), { ...ours, tenantId: theirs.tenantId }), 0);
    await assert.rejects(reserve(ours, 1), isRefusal);
  });

  test('projects of one tenant pay each for themselves', async () => {
    const one = await newProject(store(), 1);
    const other = await newProject(store(), 1, one.tenantId);
    await settled(one, await reserve(one, 1), 1);
    await settled(other, await reserve(other, 1), 0.5);
    assert.deepEqual([await balanceOf(store(), one), await balanceOf(store(), other)], [0, 0.5]);
  });

  test('a project that is deleted meanwhile ends the turn no worse', async () => {
    const place = await newProject(store(), 5);
    const [one, other] = [await reserve(place, 1), await reserve(place, 1)];
    const sql = 'delete from projects where id = $1';
    await store().batch({ tenantId: place.tenantId }, [{ sql, params: [place.projectId] }]);
    await settled(place, one, 1);
    await other.release();
    await assert.rejects(reserve(place, 1), isRefusal);
  });

  test('a cost that is no number of credits is a mistake, and no way to fill a balance', async () => {
    const place = await newProject(store(), 5);
    const reservation = await reserve(place, 1);
    for (const cost of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => reservation.settle(cost), RangeError);
      await assert.rejects(reserve(place, cost), RangeError);
    }
    assert.equal(await balanceOf(store(), place), 5);
  });

  test('to reserve takes one round trip, and none where answers cost nothing', async () => {
    const place = await newProject(store(), 5);
    let roundTrips = 0;
    const watched: Db = {
      ...store(),
      batch(scope, statements) {
        roundTrips++;
        return store().batch(scope, statements);
      },
    };
    await createCredits(watched, 1).reserve(place.tenantId, place.projectId, 1);
    assert.equal(roundTrips, 1);
    for (const [rate, most] of [
      [null, 5],
      [1, 0],
    ] as const) {
      const free = await createCredits(watched, rate).reserve(newId(), newId(), most);
      assert.equal(free.settle(5), null);
      await free.release();
    }
    assert.equal(roundTrips, 1);
  });
});

test('a price is so many credits as the rate says, and none where it is not known', () => {
  const db = {} as Db;
  assert.deepEqual([0.25, 0, null].map(createCredits(db, 1000).costOf), [250, 0, 0]);
  assert.equal(createCredits(db, null).costOf(0.25), 0);
});

const url = testDatabaseUrl() ?? '';
describe('AI credits over two processes', { skip: url === '' && 'TEST_DATABASE_URL is not set' }, () => {
  let pools: Db[] = [];
  let remove: () => Promise<void>;
  before(async () => {
    const made = await newDatabase(url);
    remove = made.remove;
    const { databaseUrl } = made;
    for (let count = 0; count < 2; count++) pools.push(await openDb({ databaseUrl, dataDir: '' }));
  });
  after(async () => {
    await Promise.all(pools.map((pool) => pool.close()));
    pools = [];
    await remove();
  });

  test('fifty parallel answers never overdraw, as many times as it is tried', async () => {
    const [one, other] = pools as [Db, Db];
    const dbOf = (index: number) => (index % 2 === 0 ? one : other);
    for (let round = 0; round < 10; round++) {
      const place = await newProject(one, 7);
      const begun = await Promise.all(
        times(50, async (index) => {
          const { tenantId, projectId } = place;
          const asked = createCredits(dbOf(index), 1).reserve(tenantId, projectId, 1, NOON);
          const [reservation] = await granted([asked]);
          if (reservation) await settle(dbOf(index + 1), place, reservation, index % 3 === 0 ? 2 : 1);
          return reservation !== undefined;
        }),
      );
      const count = begun.filter(Boolean).length;
      assert.ok(count >= 4 && count <= 7, String(count));
      assert.equal(await balanceOf(one, place), 0);
    }
  });

  test('a cost beyond its reservation leaves alone what another process reserves at that moment', async () => {
    const [one, other] = pools as [Db, Db];
    const place = await newProject(one, 10);
    const { tenantId, projectId } = place;
    const greedy = await createCredits(one, 1).reserve(tenantId, projectId, 2, NOON);
    const held = Promise.withResolvers<void>();
    const reserving = one.transaction({ tenantId }, async (tx) => {
      await runIn(tx, lockCredits(tenantId, projectId));
      await runIn(tx, takeCreditHold({ tenantId, projectId, id: newId() }, 5, NOON, minutesLater(60)));
      held.resolve();
      const sql = 'select exists (select from pg_locks where not granted) as waits';
      while (!(await tx.query<{ waits: boolean }>(sql))[0]?.waits) await sleep(5);
    });
    await held.promise;
    await Promise.all([reserving, settle(other, place, greedy, 100)]);
    assert.equal(await balanceOf(one, place), 5);
  });
});
