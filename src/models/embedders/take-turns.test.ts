import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeTurns } from './take-turns.ts';

/** Work that ends when told to, and what has begun so far. */
function heldWork() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.push(() => resolve(name)));
  };
  const endNext = async () => {
    ends.shift()?.();
    await new Promise(setImmediate);
  };
  return { begun, work, endNext };
}

test('one thing is done at a time, the urgent first', async () => {
  const { begun, work, endNext } = heldWork();
  const turns = takeTurns();
  const all = ['one', 'two', 'three'].map((name) => turns.take(work(name), { urgent: false }));
  all.push(turns.take(work('urgent'), { urgent: true }));
  for (const expected of [['one'], ['one', 'urgent'], ['one', 'urgent', 'two']]) {
    await new Promise(setImmediate);
    assert.deepEqual(begun, expected);
    await endNext();
  }
  await endNext();
  assert.deepEqual(await Promise.all(all), ['one', 'two', 'three', 'urgent']);
});

test('who leaves while waiting takes no turn, and what fails holds up nobody', async () => {
  const { begun, work, endNext } = heldWork();
  const turns = takeTurns();
  const { signal, abort } = (() => {
    const controller = new AbortController();
    return { signal: controller.signal, abort: () => controller.abort(new Error('gone')) };
  })();
  const first = turns.take(work('first'), { urgent: false });
  const refused = Promise.all([
    assert.rejects(turns.take(work('leaving'), { urgent: true, signal }), /gone/),
    assert.rejects(
      turns.take(() => Promise.reject(new Error('no')), { urgent: true }),
      /no/,
    ),
  ]);
  const last = turns.take(work('last'), { urgent: false });
  await new Promise(setImmediate);
  abort();
  await endNext();
  await endNext();
  await refused;
  assert.deepEqual(await Promise.all([first, last]), ['first', 'last']);
  assert.deepEqual(begun, ['first', 'last']);
  await assert.rejects(turns.take(work('late'), { urgent: true, signal }), /gone/);
});
