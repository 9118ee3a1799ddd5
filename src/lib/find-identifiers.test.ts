import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findIdentifiers } from './find-identifiers.ts';

test('names are found as they are written, and a path by its parts too', () => {
  assert.deepEqual(
    findIdentifiers('kube-proxy v1.24.3 threw ERR_POOL_TIMEOUT in isDisabled at net/my-file.ts', 10),
    ['kube-proxy', 'v1.24.3', 'err_pool_timeout', 'net/my-file.ts', 'my-file.ts', 'v1', 'isdisabled'],
  );
  assert.deepEqual(findIdentifiers('one-more two-more', 1), ['one-more']);
});

test('a megabyte without a space holds nobody up', () => {
  for (const run of ['2', '@', 'a@', 'aA', '-', 'a-'])
    assert.ok(findIdentifiers(run.repeat(1_000_000 / run.length), 10).every((name) => name.length <= 100));
});
