import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confidenceOf, statusOf } from './confidence.ts';

const grounds = { occurrences: 3, coherence: 0.64, confirmed: 0, rejected: 0, corrected: 0 };

test('each incident halves what is missing, and coherence counts by its root', () => {
  assert.equal(confidenceOf(grounds), 0.8 * 0.75);
  assert.equal(confidenceOf({ ...grounds, occurrences: 2 }), 0.8 * 0.5);
  assert.equal(confidenceOf({ ...grounds, occurrences: 1 }), 0.02);
});

test('a confirmation raises it, a rejection lowers it, a correction lowers it less, from every start', () => {
  for (const occurrences of [1, 2, 5, 1000])
    for (const coherence of [0, 0.5, 1])
      for (const confirmed of [0, 7]) {
        const start = { ...grounds, occurrences, coherence, confirmed };
        const before = confidenceOf(start);
        const rejected = confidenceOf({ ...start, rejected: 1 });
        const corrected = confidenceOf({ ...start, corrected: 1 });
        assert.ok(confidenceOf({ ...start, confirmed: confirmed + 1 }) > before);
        assert.ok(rejected < corrected && corrected < before, JSON.stringify(start));
      }
});

test('five incidents and a confidence of 0.6 are stable, less is emerging', () => {
  assert.equal(statusOf(5, 0.6), 'stable');
  assert.equal(statusOf(4, 0.9), 'emerging');
  assert.equal(statusOf(5, 0.59), 'emerging');
});
