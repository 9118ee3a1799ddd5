import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { newStoreFolder } from '../../test/support/embedded-store.ts';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine, onlyPostgres } from '../../test/support/on-each-engine.ts';
import { newDatabase, testDatabaseUrl } from '../../test/support/postgres-store.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { openDb } from '../db/open.ts';
import { type Begun, createIdempotency, type KeptResponse } from './idempotency.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
const secondsAfter = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);
const HOUR = 3600;

const fingerprintOf = (text: string) => createHash('sha256').update(text).digest();
const QUESTION = fingerprintOf('question');
const OTHER_QUESTION = fingerprintOf('other question');

const ANSWER: KeptResponse = {
  status: 201,
  headers: { 'content-type': 'application/json', 'x-request-id': 'ä "quoted" \\ one' },
  body: Buffer.from('{"reply":"äß"}\u0000\n'),
};

const callerOf = (tenantId: Uuid, actor = 'key:one'): Context => ({
  tenantId,
  actor,
  role: 'member',
  scopes: [],
  credential: 'api_key',
  requestId: 'request',
});

type Run = Extract<Begun, { kind: 'run' }>;

function asRun(begun: Begun): Run {
  assert.ok(begun.kind === 'run', 'the request runs');
  return begun;
}

function assertReplayed(begun: Begun, expected: KeptResponse = ANSWER): void {
  assert.ok(begun.kind === 'replay', 'the answer is replayed');
  const { status, headers, body } = begun.response;
  assert.deepEqual({ status, headers }, { status: expected.status, headers: expected.headers });
  assert.deepEqual(Buffer.from(body), Buffer.from(expected.body));
}

const CONFLICT = { code: 'conflict', details: { subject: 'Idempotency-Key', retryAfterSeconds: 1 } };
const MISMATCH = { code: 'idempotency_mismatch', details: { subject: 'Idempotency-Key' } };

/** Twenty begins at once, spread over the openings: one runs and every other one is told to wait. */
async function assertOneOfTwentyRuns(openings: readonly Db[], tenantId: Uuid, key: string): Promise<void> {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) => {
      const opening = openings[index % openings.length];
      assert.ok(opening);
      return createIdempotency(opening).begin(callerOf(tenantId), key, QUESTION);
    }),
  );
  const began = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [asRun(outcome.value)] : []));
  assert.equal(began.length, 1);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  for (const { reason } of refused) assert.equal((reason as ParleyError).code, 'conflict');
  await began[0]?.abandon();
}

onEachEngine('Idempotency', (store) => {
  /** A caller of a new tenant, and a clock that stands at noon until it is moved. */
  async function newCaller(settings: Parameters<typeof createIdempotency>[1] = {}) {
    let now = NOON;
    const idempotency = createIdempotency(store(), { clock: () => now, ...settings });
    const tenantId = await newTenant(store());
    const caller = callerOf(tenantId);
    return {
      tenantId,
      begin: (key = 'one', fingerprint = QUESTION, context = caller) =>
        idempotency.begin(context, key, fingerprint),
      run: async (key = 'one', fingerprint = QUESTION) =>
        asRun(await idempotency.begin(caller, key, fingerprint)),
      moveTo: (seconds: number) => {
        now = secondsAfter(seconds);
      },
      rows: async () => {
        const sql = 'select free_from as "freeFrom" from idempotency_keys order by free_from';
        const [rows] = await store().batch({ tenantId }, [{ sql }]);
        return rows ?? [];
      },
    };
  }

  test('a repeated request gets the first answer, byte for byte, as often as it comes', async () => {
    const { begin, run } = await newCaller();
    await (await run()).finish(ANSWER);
    assertReplayed(await begin());
    assertReplayed(await begin());
  });

  test('an answer of any bytes, or of none, is kept as it is', async () => {
    const { begin, run } = await newCaller();
    const every = Uint8Array.from({ length: 256 }, (_, index) => index);
    // A view into a larger buffer, as chunks of a stream are.
    for (const body of [every, every.subarray(3, 9), new Uint8Array(), randomBytes(100_000)]) {
      const answer = { status: 200, headers: {}, body };
      const key = fingerprintOf(Buffer.from(body).toString('hex')).toString('hex');
      await (await run(key)).finish(answer);
      assertReplayed(await begin(key), answer);
    }
  });

  test('twenty parallel requests with one key: exactly one runs, nineteen are told to wait', async () => {
    const tenantId = await newTenant(store());
    for (const key of ['first', 'second', 'third']) await assertOneOfTwentyRuns([store()], tenantId, key);
  });

  test('twenty parallel requests after a dead one: exactly one takes its key over', async () => {
    const { begin, run, moveTo } = await newCaller();
    await run();
    moveTo(60);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => begin()));
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  test('a request that still runs is not run again', async () => {
    const { begin, run } = await newCaller();
    const first = await run();
    await assert.rejects(begin(), CONFLICT);
    await first.finish(ANSWER);
    assertReplayed(await begin());
  });

  test('a key that stands for another request is refused, while that one runs and afterwards', async () => {
    const { begin, run } = await newCaller();
    const first = await run();
    await assert.rejects(begin('one', OTHER_QUESTION), MISMATCH);
    await first.finish(ANSWER);
    await assert.rejects(begin('one', OTHER_QUESTION), MISMATCH);
    assertReplayed(await begin());
  });

  test('a request that failed leaves its key free for any request', async () => {
    const { begin, run } = await newCaller();
    await (await run()).abandon();
    await (await run('one', OTHER_QUESTION)).finish(ANSWER);
    assertReplayed(await begin('one', OTHER_QUESTION));
  });

  test('an answer that is kept stays, whatever its run does afterwards', async () => {
    const { begin, run } = await newCaller();
    const first = await run();
    await first.finish(ANSWER);
    await first.abandon();
    await first.finish({ ...ANSWER, status: 500 });
    assertReplayed(await begin());
  });

  test('after 24 hours, and not before, the key is free again', async () => {
    const { begin, run, moveTo } = await newCaller();
    await (await run()).finish(ANSWER);
    moveTo(24 * HOUR - 1);
    assertReplayed(await begin());
    moveTo(24 * HOUR);
    const again = asRun(await begin('one', OTHER_QUESTION));
    await assert.rejects(begin('one', OTHER_QUESTION), CONFLICT);
    await again.finish({ ...ANSWER, status: 202 });
    assertReplayed(await begin('one', OTHER_QUESTION), { ...ANSWER, status: 202 });
  });

  test('a process that died blocks its key for a minute and no longer', async () => {
    const { begin, run, moveTo } = await newCaller();
    await run();
    moveTo(59);
    await assert.rejects(begin(), CONFLICT);
    moveTo(60);
    await (await run()).finish(ANSWER);
    assertReplayed(await begin());
  });

  test('who has lost the key to another run can neither answer for it nor forget it', async () => {
    const { begin, run, moveTo } = await newCaller();
    const slow = await run();
    moveTo(60);
    const next = await run();
    await slow.finish({ ...ANSWER, status: 500 });
    await assert.rejects(begin(), CONFLICT);
    await slow.abandon();
    await assert.rejects(begin(), CONFLICT);
    await next.finish(ANSWER);
    await slow.finish({ ...ANSWER, status: 500 });
    assertReplayed(await begin());
  });

  test('who was slow but lost nothing still answers for its key', async () => {
    const { begin, run, moveTo } = await newCaller();
    const slow = await run();
    moveTo(90);
    await slow.finish(ANSWER);
    assertReplayed(await begin());
  });

  test('a key counts for its caller only', async () => {
    const { tenantId, begin, run } = await newCaller();
    await (await run()).finish(ANSWER);
    const colleague = callerOf(tenantId, 'jwt:one');
    const stranger = callerOf(await newTenant(store()));
    for (const context of [colleague, stranger])
      await asRun(await begin('one', OTHER_QUESTION, context)).abandon();
    assertReplayed(await begin());
  });

  test('actor and key are never taken for each other', async () => {
    const { tenantId, begin } = await newCaller();
    const runs = [
      await begin('two three', QUESTION, callerOf(tenantId, 'one ')),
      await begin('three', QUESTION, callerOf(tenantId, 'one two ')),
      await begin('three', QUESTION, callerOf(tenantId, 'one\u0000two ')),
    ];
    for (const begun of runs) await asRun(begun).abandon();
  });

  test('a caller with a very long name has keys too', async () => {
    const { tenantId, begin } = await newCaller();
    const caller = callerOf(tenantId, `jwt:${randomBytes(6000).toString('hex')}`);
    await asRun(await begin('one', QUESTION, caller)).finish(ANSWER);
    assertReplayed(await begin('one', QUESTION, caller));
  });

  test('a key is 1 to 255 characters without control characters, and told apart to the letter', async () => {
    const { begin, run } = await newCaller();
    for (const key of ['', 'a'.repeat(256), 'a\u0000', 'a\nb', '\t', 'a\u007f'])
      await assert.rejects(
        begin(key),
        { code: 'invalid_input', details: { subject: 'Idempotency-Key' } },
        JSON.stringify(key),
      );
    const keys = ['a'.repeat(255), 'a', 'A', 'a ', "'; drop table tenants; --", '%', 'Ð\u0081', '🔑', '\\'];
    const runs = [];
    for (const key of keys) runs.push(await run(key));
    for (const one of runs) await one.abandon();
  });

  test('an answer above the bound is not kept, so that a repeated request runs anew', async () => {
    const { begin, run } = await newCaller({ maxBodyBytes: 10 });
    await (await run()).finish({ ...ANSWER, body: new Uint8Array(11) });
    const again = await run();
    const atTheBound = { ...ANSWER, body: new Uint8Array(10) };
    await again.finish(atTheBound);
    assertReplayed(await begin(), atTheBound);
  });

  test('an answer of 2 MB is kept', async () => {
    const { begin, run } = await newCaller();
    const large = { ...ANSWER, body: randomBytes(2 * 1024 * 1024) };
    await (await run()).finish(large);
    assertReplayed(await begin(), large);
  });

  test('keys whose time is over are deleted bit by bit, and only those', async () => {
    const { begin, run, moveTo, rows } = await newCaller();
    for (let i = 0; i < 30; i++) await (await run(`old ${i}`)).finish(ANSWER);
    moveTo(1);
    await (await run('young')).finish(ANSWER);
    moveTo(24 * HOUR);
    const running = await run('running');
    await (await run('new')).finish(ANSWER);
    assert.equal((await rows()).length, 31 - 20 + 2);
    await (await run('newer')).finish(ANSWER);
    assert.equal((await rows()).length, 4);
    assertReplayed(await begin('young'));
    await assert.rejects(begin('running'), CONFLICT);
    await running.abandon();
  });

  test("one tenant's clean-up leaves another's rows alone", async () => {
    const [ours, theirs] = [await newCaller(), await newCaller()];
    await (await theirs.run()).finish(ANSWER);
    ours.moveTo(30 * HOUR);
    await (await ours.run()).finish(ANSWER);
    assertReplayed(await theirs.begin());
  });

  test('a request renews its key while it runs, and not a moment longer', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    let sent: Promise<unknown>[] = [];
    const watched: Db = {
      ...store(),
      batch(scope, statements) {
        const batch = store().batch(scope, statements);
        sent.push(batch);
        return batch;
      },
    };
    let now = NOON;
    const idempotency = createIdempotency(watched, { clock: () => now });
    const caller = callerOf(await newTenant(store()));
    const begin = (key: string) => idempotency.begin(caller, key, QUESTION);
    const renewals = async () => {
      sent = [];
      t.mock.timers.tick(20_000);
      await Promise.all(sent);
      return sent.length;
    };

    const first = asRun(await begin('one'));
    for (const seconds of [20, 40, 60, 80]) {
      now = secondsAfter(seconds);
      assert.equal(await renewals(), 1);
    }
    now = secondsAfter(139);
    await assert.rejects(begin('one'), CONFLICT);
    await first.finish(ANSWER);
    assert.equal(await renewals(), 0);
    assertReplayed(await begin('one'));

    await asRun(await begin('two')).abandon();
    assert.equal(await renewals(), 0);
    await asRun(await begin('three')).finish({ ...ANSWER, body: new Uint8Array(3_000_000) });
    assert.equal(await renewals(), 0);
  });

  test('a store that is away for a moment costs a running request neither its key nor its answer', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    let away = false;
    let last: Promise<unknown> | undefined;
    const breaking: Db = {
      ...store(),
      batch(scope, statements) {
        const batch = away
          ? Promise.reject(new ParleyError('unavailable', 'The store is away.'))
          : store().batch(scope, statements);
        last = batch;
        return batch;
      },
    };
    let now = NOON;
    const idempotency = createIdempotency(breaking, { clock: () => now });
    const caller = callerOf(await newTenant(store()));
    const first = asRun(await idempotency.begin(caller, 'one', QUESTION));
    away = true;
    t.mock.timers.tick(20_000);
    await assert.rejects(last ?? Promise.resolve(), { code: 'unavailable' });
    away = false;
    now = secondsAfter(40);
    t.mock.timers.tick(20_000);
    await last;
    now = secondsAfter(99);
    await assert.rejects(idempotency.begin(caller, 'one', QUESTION), CONFLICT);
    away = true;
    await assert.rejects(first.finish(ANSWER), { code: 'unavailable' });
    away = false;
    await first.finish(ANSWER);
    assertReplayed(await idempotency.begin(caller, 'one', QUESTION));
  });
});

test('answers outlive a restart of the embedded store', { skip: onlyPostgres() }, async (t) => {
  const { dataDir, remove } = await newStoreFolder();
  t.after(remove);
  const first = await openDb({ dataDir });
  const caller = callerOf(await newTenant(first));
  await asRun(await createIdempotency(first).begin(caller, 'one', QUESTION)).finish(ANSWER);
  asRun(await createIdempotency(first).begin(caller, 'running', QUESTION));
  await first.close();
  const second = await openDb({ dataDir });
  t.after(() => second.close());
  assertReplayed(await createIdempotency(second).begin(caller, 'one', QUESTION));
  await assert.rejects(createIdempotency(second).begin(caller, 'running', QUESTION), CONFLICT);
  const clock = () => new Date(Date.now() + 60_000);
  asRun(await createIdempotency(second, { clock }).begin(caller, 'running', QUESTION));
});

const url = testDatabaseUrl() ?? '';
describe('Idempotency over two processes', { skip: url === '' && 'TEST_DATABASE_URL is not set' }, () => {
  test('twenty parallel requests with one key: exactly one runs, as many times as it is tried', async (t) => {
    const { databaseUrl, remove } = await newDatabase(url);
    const pools = [await openDb({ databaseUrl, dataDir: '' }), await openDb({ databaseUrl, dataDir: '' })];
    t.after(async () => {
      await Promise.all(pools.map((pool) => pool.close()));
      await remove();
    });
    const [one] = pools as [Db, Db];
    const tenantId = await newTenant(one);
    for (let round = 0; round < 20; round++) await assertOneOfTwentyRuns(pools, tenantId, `round ${round}`);
  });
});
