import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atMostEvery } from './at-most-every.ts';

test('the first value is told at once, and the next one only when the interval is over', () => {
  let now = 5;
  const told: string[] = [];
  const tell = atMostEvery(
    60_000,
    (value: string) => told.push(value),
    () => now,
  );
  tell('first');
  now += 59_999;
  tell('too soon');
  now += 1;
  tell('second');
  tell('too soon again');
  assert.deepEqual(told, ['first', 'second']);
});
