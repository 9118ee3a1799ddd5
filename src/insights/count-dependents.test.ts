import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countDependents } from './count-dependents.ts';

/** `a<b`: b needs a. */
const count = async (...pairs: string[]): Promise<Record<string, number>> =>
  Object.fromEntries(
    await countDependents(
      pairs.map((pair) => {
        const [needed = '', dependent = ''] = pair.split('<');
        return { needed, dependent };
      }),
    ),
  );

test('what needs something further on needs it, too, and counts once', async () => {
  assert.deepEqual(await count('db<gate', 'gate<a', 'gate<b', 'db<a'), { db: 3, gate: 2 });
});

test('a ring ends, and nothing needs itself', async () => {
  assert.deepEqual(await count('a<b', 'b<c', 'c<a', 'a<d'), { a: 3, b: 3, c: 3 });
  assert.deepEqual(await count('a<a'), { a: 0 });
  assert.deepEqual(await count(), {});
});
