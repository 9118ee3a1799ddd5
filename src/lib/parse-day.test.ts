import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, parseDay } from './parse-day.ts';

test('a day is read as its midnight in UTC, and written as it was', () => {
  assert.equal(parseDay('2026-01-31')?.toISOString(), '2026-01-31T00:00:00.000Z');
  for (const day of ['2000-01-01', '2024-02-29', '2999-12-31'])
    assert.equal(dayOf(parseDay(day) ?? new Date(0)), day);
});

test('what no calendar has is no day', () => {
  for (const text of [
    '2026-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-32',
  ])
    assert.equal(parseDay(text), undefined, text);
  for (const text of [
    '',
    '2026',
    '2026-1-1',
    '1999-12-31',
    '3000-01-01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
  ])
    assert.equal(parseDay(text), undefined, text);
});
