import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBytes } from './parse-bytes.ts';
import { parseDuration } from './parse-duration.ts';
import { parseRate } from './parse-rate.ts';
import { shorten } from './shorten.ts';

test('a duration is a whole number with its unit', () => {
  assert.equal(parseDuration('500ms'), 500);
  assert.equal(parseDuration('90d'), 90 * 86_400_000);
  for (const text of ['', '5', '-5s', '1.5h', '5 minutes', '9999999999s'])
    assert.equal(parseDuration(text), undefined, text);
});

test('a size is a whole number of bytes, kilobytes, megabytes or gigabytes', () => {
  assert.equal(parseBytes('1048576'), 1_048_576);
  assert.equal(parseBytes('1MB'), 1_048_576);
  assert.equal(parseBytes('2 gb'), 2 * 1024 ** 3);
  for (const text of ['', 'MB', '-1', '1.5MB', '1TB']) assert.equal(parseBytes(text), undefined, text);
});

test('a rate allows at least one request in a window', () => {
  assert.deepEqual(parseRate('100/60s'), { limit: 100, windowMs: 60_000 });
  for (const text of ['0/60s', '5/0s', '5/60', '5', 'x/60s']) assert.equal(parseRate(text), undefined, text);
});

test('a shortened text ends after a whole word', () => {
  assert.equal(shorten('  How many\nincidents? ', 40), 'How many incidents?');
  assert.equal(shorten('How many incidents were there', 20), 'How many incidents…');
  assert.equal(shorten('x'.repeat(30), 10), `${'x'.repeat(9)}…`);
});
