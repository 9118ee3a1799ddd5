import assert from 'node:assert/strict';
import { test } from 'node:test';
import { APICallError } from '@ai-sdk/provider';
import { failureOf, ModelFailure } from './model-failure.ts';

const callError = (statusCode?: number, responseHeaders: Record<string, string> = {}) =>
  new APICallError({
    message: 'no',
    url: 'http://127.0.0.1/',
    requestBodyValues: {},
    ...(statusCode === undefined ? {} : { statusCode }),
    responseHeaders,
  });

test('each status is a kind of failure, and only those that may pass are tried again', () => {
  const kinds = [undefined, 400, 401, 403, 404, 408, 409, 429, 500, 502, 503, 529, 200].map((status) => {
    const { kind, isPassing } = failureOf(callError(status));
    return `${status} ${kind} ${isPassing}`;
  });
  assert.deepEqual(kinds, [
    ...['undefined unreachable true', '400 refused false', '401 refused false', '403 refused false'],
    ...['404 refused false', '408 timed_out true', '409 overloaded true', '429 rate_limited true'],
    ...['500 overloaded true', '502 overloaded true', '503 overloaded true', '529 overloaded true'],
    '200 malformed true',
  ]);
});

test('Retry-After is read as seconds, as a date, and as milliseconds', () => {
  const after = (headers: Record<string, string>) => failureOf(callError(429, headers)).retryAfterMs;
  assert.equal(after({ 'retry-after': '7' }), 7000);
  assert.equal(after({ 'retry-after': '0.5' }), 500);
  assert.equal(after({ 'retry-after-ms': '120', 'retry-after': '7' }), 120);
  assert.equal(after({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), 0);
  const inAnHour = after({ 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }) ?? 0;
  assert.ok(inAnHour > 3_500_000 && inAnHour <= 3_600_000, String(inAnHour));
  for (const nonsense of ['soon', '', '-3', '1e9x'])
    assert.equal(after({ 'retry-after': nonsense }), null, nonsense);
  assert.equal(after({}), null);
});

test('what a provider reports in the middle of its stream has its kind too, and a lost connection is one', () => {
  assert.equal(failureOf({ type: 'overloaded_error', statusCode: 529 }).kind, 'overloaded');
  assert.equal(failureOf({ statusCode: 429 }).kind, 'rate_limited');
  assert.equal(failureOf({ type: 'server_error' }).kind, 'malformed');
  const lost = new APICallError({
    ...{ message: 'terminated', url: 'http://127.0.0.1/', requestBodyValues: {} },
    ...{ statusCode: 200, isRetryable: true },
  });
  assert.equal(failureOf(lost).kind, 'unreachable');
});

test('what is no failure of a call counts as a malformed answer, and a failure stays what it is', () => {
  assert.equal(failureOf(new TypeError('undefined is not a function')).kind, 'malformed');
  const failure = new ModelFailure('resting', { retryAfterMs: 5 });
  assert.equal(failureOf(failure), failure);
});
