import assert from 'node:assert/strict';
import { test } from 'node:test';
import { poolTokens } from './pool-tokens.ts';
import { unitVector } from './unit-vector.ts';

test('the states of tokens become their mean, the first or the last', () => {
  const states = Float32Array.of(1, 2, 3, 6, 5, 10);
  assert.deepEqual([...poolTokens(states, 2, 'mean')], [3, 6]);
  assert.deepEqual([...poolTokens(states, 2, 'cls')], [1, 2]);
  assert.deepEqual([...poolTokens(states, 2, 'last')], [5, 10]);
});

test('a vector has unit length, also one without a direction; one that is no numbers is none', () => {
  assert.deepEqual(unitVector([3, 4]), Float32Array.of(0.6, 0.8));
  assert.deepEqual(unitVector([0, 0, 0, 0]), Float32Array.of(0.5, 0.5, 0.5, 0.5));
  for (const wrong of [[Number.NaN, 1], [Number.POSITIVE_INFINITY], [1e300, 1]])
    assert.equal(unitVector(wrong), undefined);
});
