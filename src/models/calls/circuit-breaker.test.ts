import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCircuitBreaker } from './circuit-breaker.ts';

function breakerAtWill() {
  const clock = { ms: 0 };
  return { clock, breaker: createCircuitBreaker({ failures: 3, restMs: 1000, now: () => clock.ms }) };
}

test('a model is asked until it has failed so often in a row', () => {
  const { breaker } = breakerAtWill();
  breaker.failed();
  breaker.failed();
  assert.equal(breaker.restMs(), 0);
  breaker.succeeded();
  breaker.failed();
  breaker.failed();
  assert.equal(breaker.restMs(), 0);
  breaker.failed();
  assert.equal(breaker.restMs(), 1000);
});

test('after a rest one caller tries, and the others wait for what becomes of it', () => {
  const { breaker, clock } = breakerAtWill();
  for (let failure = 0; failure < 3; failure++) breaker.failed();
  clock.ms = 400;
  assert.equal(breaker.restMs(), 600);
  clock.ms = 1000;
  assert.equal(breaker.restMs(), 0);
  assert.equal(breaker.restMs(), 1000);
  breaker.failed();
  assert.equal(breaker.restMs(), 1000);
  clock.ms = 2000;
  assert.equal(breaker.restMs(), 0);
  breaker.succeeded();
  assert.equal(breaker.restMs(), 0);
  assert.equal(breaker.restMs(), 0);
});
