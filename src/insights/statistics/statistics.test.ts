import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binomialTail } from './binomial-tail.ts';
import { normalTail, rankSumTail } from './rank-sum-tail.ts';

const near = (actual: number, expected: number, within = 1e-6): void =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

test('the tail of the binomial distribution is what one counts by hand', () => {
  near(binomialTail(2, 2, 1 / 7), 1 / 49);
  near(binomialTail(1, 3, 0.5), 7 / 8);
  near(binomialTail(3, 4, 0.25), 4 * 0.25 ** 3 * 0.75 + 0.25 ** 4);
  near(binomialTail(5, 5, 0.1), 1e-5, 1e-12);
});

test('its ends are certain, and many trials do not overflow', () => {
  assert.deepEqual([binomialTail(0, 5, 0.3), binomialTail(6, 5, 0.3)], [1, 0]);
  assert.deepEqual([binomialTail(1, 5, 0), binomialTail(5, 5, 1)], [0, 1]);
  near(binomialTail(50_000, 100_000, 0.5), 0.5, 0.01);
  assert.ok(binomialTail(60_000, 100_000, 0.5) < 1e-100);
});

test('the normal tail is what tables say', () => {
  near(normalTail(0), 0.5);
  near(normalTail(1.6448536), 0.05);
  near(normalTail(-1.6448536), 0.95);
  near(normalTail(2.3263479), 0.01);
});

test('a rank sum of the highest values is unlikely, of mixed ones likely, of equal ones certain', () => {
  // 8 and 8 values, the group all above the other: sum of 9 … 16 = 100, mean 68, variance 8·8·17/12.
  near(rankSumTail({ group: 8, other: 8, sum: 100, ties: 0 }), normalTail(31.5 / Math.sqrt((64 * 17) / 12)));
  assert.ok(rankSumTail({ group: 8, other: 8, sum: 68, ties: 0 }) > 0.5);
  assert.equal(rankSumTail({ group: 8, other: 8, sum: 68, ties: 16 ** 3 - 16 }), 1);
});
