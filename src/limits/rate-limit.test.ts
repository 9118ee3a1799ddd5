import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { limiterToldTheTime } from '../../test/support/limiter-told-the-time.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { createRateLimiter } from './create-rate-limiter.ts';
import type { RateLimiter } from './rate-limit.ts';
import { createSlidingWindow } from './sliding-window.ts';

const START = 1_790_000_000_000;
const HOUR = 3_600_000;

/** A new limiter that goes by `clock`. */
type CreateLimiter = (clock: () => number) => RateLimiter;

const limits = fc.integer({ min: 1, max: 6 });
const windows = fc.integer({ min: 1, max: 40 });
const gaps = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 });
let buckets = 0;
const newBucket = () => `bucket ${buckets++}`;

function slidingWindowContract(create: CreateLimiter, numRuns: number): void {
  let now = START;
  const newLimiter = () => {
    now = START;
    return create(() => now);
  };

  test('allows the limit in every interval of the length of the window: never more, and never less', async () => {
    const property = fc.asyncProperty(limits, windows, gaps, async (limit, windowMs, arrivals) => {
      const [limiter, bucket] = [newLimiter(), newBucket()];
      const counted: number[] = [];
      for (const gap of arrivals) {
        // Also between two milliseconds.
        now += gap / 4;
        const inWindow = counted.filter((time) => time > now - windowMs).length;
        const { allowed, used, remaining } = await limiter.take(bucket, { limit, windowMs });
        assert.equal(allowed, inWindow < limit);
        if (allowed) counted.push(now);
        assert.equal(used, inWindow + Number(allowed));
        assert.equal(remaining, limit - used);
      }
      for (const [index, time] of counted.entries())
        assert.ok((counted[index + limit] ?? Number.POSITIVE_INFINITY) - time >= windowMs);
    });
    await fc.assert(property, { numRuns });
  });

  test('a refused caller is let in at the moment that it was told, and not a millisecond earlier', async () => {
    const property = fc.asyncProperty(limits, windows, gaps, async (limit, windowMs, arrivals) => {
      const [limiter, bucket, rate] = [newLimiter(), newBucket(), { limit, windowMs }];
      for (const gap of arrivals) {
        now += gap;
        await limiter.take(bucket, rate);
      }
      let told = await limiter.take(bucket, rate);
      while (told.allowed) told = await limiter.take(bucket, rate);
      now = told.resetAt.getTime() - 1;
      assert.equal((await limiter.take(bucket, rate)).allowed, false);
      assert.equal((await limiter.look(bucket, rate)).allowed, false);
      now++;
      assert.equal((await limiter.look(bucket, rate)).allowed, true);
      assert.equal((await limiter.take(bucket, rate)).allowed, true);
    });
    await fc.assert(property, { numRuns });
  });

  test('a limit that changes between requests holds for what came before', async () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), limits, fc.boolean()), {
      maxLength: 40,
    });
    const property = fc.asyncProperty(windows, steps, async (windowMs, requests) => {
      const [limiter, bucket] = [newLimiter(), newBucket()];
      const counted: number[] = [];
      for (const [gap, limit, counting] of requests) {
        now += gap;
        const rate = { limit, windowMs };
        while (counted[0] !== undefined && counted[0] + windowMs <= now) counted.shift();
        const allowed = counted.length < limit;
        if (allowed && counting) counted.push(now);
        const used = counted.length;
        const leaving = counted[Math.max(0, used - limit)];
        assert.deepEqual(await (counting ? limiter.take(bucket, rate) : limiter.look(bucket, rate)), {
          allowed,
          rate,
          used,
          remaining: Math.max(0, limit - used),
          resetAt: new Date(leaving === undefined ? now : leaving + windowMs),
        });
      }
    });
    await fc.assert(property, { numRuns });
  });

  test('a longer window counts what the shorter one still held, a shorter one lets it go', async () => {
    const [limiter, bucket] = [newLimiter(), newBucket()];
    const short = { limit: 2, windowMs: 1000 };
    const long = { limit: 2, windowMs: 5000 };
    await limiter.take(bucket, short);
    await limiter.take(bucket, short);
    now += 500;
    const told = await limiter.take(bucket, long);
    assert.equal(told.allowed, false);
    assert.deepEqual(told.resetAt, new Date(START + 5000));
    now += 500;
    assert.equal((await limiter.take(bucket, short)).used, 1);
  });

  test('one bucket’s requests are no other’s, whatever the names are made of', async () => {
    const limiter = newLimiter();
    const rate = { limit: 1, windowMs: HOUR };
    const names = [newBucket(), `${newBucket()}\0`, `${newBucket()}'; --`, `grüße ${newBucket()}`, ''];
    for (const name of names) assert.equal((await limiter.take(name, rate)).allowed, true, name);
    for (const name of names) assert.equal((await limiter.take(name, rate)).allowed, false, name);
  });

  test('the largest rate that can be written has a time at which it resets', async () => {
    const rate = { limit: 999_999_999, windowMs: 999_999_999 * 86_400_000 };
    const { allowed, remaining, resetAt } = await newLimiter().take(newBucket(), rate);
    assert.deepEqual([allowed, remaining], [true, 999_999_998]);
    assert.match(resetAt.toISOString(), /^\+275760/);
  });
}

describe('the window in memory', () => {
  slidingWindowContract((clock) => createSlidingWindow({ clocks: { steady: clock, wall: clock } }), 300);
});

onEachEngine('the window in the database', (store) => {
  slidingWindowContract((clock) => limiterToldTheTime(store(), clock), 30);
});

onEachEngine('the rate limiter', (store) => {
  test('fifty parallel requests under a limit of twenty: exactly twenty are allowed, each counted once', async () => {
    const limiter = createRateLimiter(store());
    const bucket = newBucket();
    const decisions = await Promise.all(
      Array.from({ length: 50 }, () => limiter.take(bucket, { limit: 20, windowMs: HOUR })),
    );
    const used = decisions.filter(({ allowed }) => allowed).map((decision) => decision.used);
    assert.deepEqual(
      used.sort((one, other) => one - other),
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  test('looking counts nothing, also where nothing was counted yet', async () => {
    const now = START;
    const limiter = createRateLimiter(store(), () => now);
    const [bucket, rate] = [newBucket(), { limit: 1, windowMs: HOUR }];
    const unused = { allowed: true, rate, used: 0, remaining: 1, resetAt: new Date(now) };
    assert.deepEqual(await limiter.look(bucket, rate), unused);
    assert.deepEqual(await limiter.look(bucket, rate), unused);
    const used = { allowed: true, rate, used: 1, remaining: 0, resetAt: new Date(now + HOUR) };
    assert.deepEqual(await limiter.take(bucket, rate), used);
    assert.equal((await limiter.look(bucket, rate)).allowed, false);
  });

  test('by this machine’s clocks a full window resets one window later, never earlier', async () => {
    const before = Date.now();
    const { resetAt } = await createRateLimiter(store()).take(newBucket(), { limit: 1, windowMs: HOUR });
    assert.ok(resetAt.getTime() >= before + HOUR);
    assert.ok(resetAt.getTime() <= Date.now() + HOUR + 2);
  });
});
