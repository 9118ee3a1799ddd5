import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSlidingWindow } from './sliding-window.ts';

const MINUTE = 60_000;

/** A limiter with room for `mostBuckets`, whose clocks stand still until they are moved. */
function newWindow(mostBuckets = 1000) {
  const time = { steady: 0, wall: 1_790_000_000_000 };
  const clocks = { steady: () => time.steady, wall: () => time.wall };
  const limiter = createSlidingWindow({ clocks, mostBuckets });
  const used = async (bucket: string, windowMs: number) =>
    (await limiter.look(bucket, { limit: 9, windowMs })).used;
  const take = (bucket: string, windowMs: number) => limiter.take(bucket, { limit: 9, windowMs });
  return { time, limiter, used, take };
}

test('a wall clock that is set changes no decision, only what the reset is called', async () => {
  const { time, limiter } = newWindow();
  const rate = { limit: 1, windowMs: MINUTE };
  await limiter.take('caller', rate);
  for (const jump of [-3_600_000, 7_200_000]) {
    time.wall += jump;
    time.steady += 10_000;
    const { allowed, resetAt } = await limiter.take('caller', rate);
    assert.equal(allowed, false);
    assert.equal(resetAt.getTime(), time.wall + MINUTE - time.steady);
  }
  time.steady = MINUTE;
  assert.equal((await limiter.take('caller', rate)).allowed, true);
});

test('a bucket whose window is over is forgotten', async () => {
  const { time, take, used } = newWindow();
  await take('idle', 1000);
  await take('busy', 1000);
  time.steady = 900;
  await take('busy', 1000);
  time.steady = 1500;
  // A window that reaches further back would still count it.
  assert.equal(await used('idle', MINUTE), 0);
  assert.equal(await used('busy', MINUTE), 2);
});

test('without room a new bucket takes the place of one whose window is over', async () => {
  const { time, take, used } = newWindow(3);
  await take('long', 3000);
  await take('short', 1000);
  await take('middle', 2000);
  time.steady = 1000;
  await take('new', 3000);
  assert.deepEqual(await Promise.all(['long', 'middle', 'new'].map((name) => used(name, 3000))), [1, 1, 1]);
});

test('where no window is over, the one that is over soonest gives way, and not one in use', async () => {
  const { time, take, used } = newWindow(3);
  await take('used again', 1000);
  await take('first', 1000);
  time.steady = 1;
  await take('second', 1000);
  time.steady = 2;
  await take('used again', 1000);
  await take('new', 1000);
  const names = ['used again', 'first', 'second', 'new'];
  assert.deepEqual(await Promise.all(names.map((name) => used(name, 1000))), [2, 0, 1, 1]);
});

test('a refused request or a look takes nobody’s place', async () => {
  const { limiter, take, used } = newWindow(1);
  await take('caller', MINUTE);
  await limiter.look('other', { limit: 1, windowMs: MINUTE });
  assert.equal(await used('caller', MINUTE), 1);
});
