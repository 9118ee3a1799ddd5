import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startWorkLoop } from './work-loop.ts';

const AN_HOUR_MS = 3_600_000;
const unexpected = (error: unknown) => assert.fail(String(error));

test('work goes on while there is some, and again when it is woken', async () => {
  const waiting = ['a', 'b'];
  const done: string[] = [];
  const loop = startWorkLoop({
    idleMs: AN_HOUR_MS,
    onError: unexpected,
    async work() {
      const next = waiting.shift();
      if (next !== undefined) done.push(next);
      return next !== undefined;
    },
  });
  while (done.length < 2) await sleep(1);
  waiting.push('c');
  loop.wake();
  while (done.length < 3) await sleep(1);
  await loop.close();
  assert.deepEqual(done, ['a', 'b', 'c']);
});

test('being woken during the last look is not forgotten', async () => {
  let looks = 0;
  const loop = startWorkLoop({
    idleMs: AN_HOUR_MS,
    onError: unexpected,
    async work() {
      looks += 1;
      await sleep(1);
      if (looks === 1) loop.wake();
      return false;
    },
  });
  while (looks < 2) await sleep(1);
  await loop.close();
});

test('work that throws is reported, and the loop goes on', async () => {
  const errors: unknown[] = [];
  let looks = 0;
  const loop = startWorkLoop({
    idleMs: 1,
    onError: (error) => errors.push(error),
    async work() {
      looks += 1;
      if (looks === 1) throw new Error('no store');
      return false;
    },
  });
  while (looks < 3) await sleep(1);
  await loop.close();
  assert.match(String(errors), /no store/);
});

test('closing tells running work to stop and waits for it', async () => {
  let ended = false;
  const loop = startWorkLoop({
    idleMs: 1,
    onError: unexpected,
    async work(signal) {
      while (!signal.aborted) await sleep(1);
      ended = true;
      return true;
    },
  });
  await sleep(5);
  await loop.close();
  assert.ok(ended);
});
