import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitHistory } from './history-window.ts';

const turns = (count: number, words: number) =>
  Array.from({ length: count }, (_, index) => ({
    question: `question ${index} ${'word '.repeat(words)}`,
    reply: `reply ${index}`,
    state: null,
  }));

test('what fits is kept whole', async () => {
  const history = turns(5, 3);
  assert.deepEqual(await fitHistory(history, ['rules', 'evidence'], 10_000), { kept: history, dropped: 0 });
});

test('the oldest exchanges are left out first, and it is said how many', async () => {
  const history = turns(20, 200);
  const { kept, dropped } = await fitHistory(history, ['rules'], 1200);
  assert.ok(dropped > 0 && kept.length > 0, `${dropped} of 20`);
  assert.deepEqual(kept, history.slice(dropped));
});

test('tokens are counted and not characters: a text of long words keeps more', async () => {
  const short = await fitHistory(turns(20, 200), [], 3000);
  const rare = turns(20, 0).map((turn) => ({ ...turn, question: '𓂀𓃭𓆣'.repeat(70) }));
  const odd = await fitHistory(rare, [], 3000);
  assert.ok(odd.kept.length < short.kept.length, `${odd.kept.length} and ${short.kept.length}`);
});

test('rules and evidence that fill the budget alone leave no room, and are not cut themselves', async () => {
  const { kept, dropped } = await fitHistory(turns(3, 5), ['word '.repeat(5000)], 1000);
  assert.deepEqual([kept.length, dropped], [0, 3]);
});
