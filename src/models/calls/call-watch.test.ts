import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchCall } from './call-watch.ts';

const never = () => new Promise<never>(() => {});

test('silence ends a call, also one that is noticed by nobody', async () => {
  const watch = watchCall(undefined, 20);
  await assert.rejects(watch.orEnd(never()), { kind: 'timed_out' });
  assert.equal(watch.signal.aborted, true);
  watch.close();
});

test('after a sign of life another silence counts, from then on', async () => {
  const watch = watchCall(undefined, 60_000);
  watch.heard(20);
  await assert.rejects(watch.orEnd(never()), { kind: 'timed_out' });
  watch.close();
});

test('a caller who leaves, or has left before, ends the call', async () => {
  const leaving = new AbortController();
  const watch = watchCall(leaving.signal, 60_000);
  const waiting = watch.orEnd(never());
  leaving.abort(new Error('gone'));
  await assert.rejects(waiting, /gone/);
  watch.close();
  const late = watchCall(leaving.signal, 60_000);
  await assert.rejects(late.orEnd(never()), /gone/);
  late.close();
});

test('what comes in time comes', async () => {
  const watch = watchCall(undefined, 60_000);
  assert.equal(await watch.orEnd(Promise.resolve(7)), 7);
  await assert.rejects(watch.orEnd(Promise.reject(new Error('its own'))), /its own/);
  watch.close();
});
