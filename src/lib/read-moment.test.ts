import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findDates } from './find-dates.ts';
import { type MomentContext, readMoment } from './read-moment.ts';
import { resolveDate } from './resolve-date.ts';

const now = new Date('2026-11-20T00:00:00Z');
const read = (value: unknown, more: Partial<MomentContext> = {}): string => {
  const { moment, until, problem } = readMoment(value, { now, ...more });
  const say = (one: typeof moment): string =>
    one ? `${one.at.toISOString().replace(':00.000Z', 'Z')} ${one.precision}` : '';
  return [say(moment), until ? say(until) : '', problem ?? ''].filter((part) => part !== '').join(', ');
};

test('a date is read in every usual notation, with its zone and no more exactly than it is written', () => {
  const dates: readonly (readonly [unknown, string])[] = [
    ['2012-07-30T02:33:00Z', '2012-07-30T02:33Z minute'],
    ['2021-03-31 12:06:00.000000+00:00', '2021-03-31T12:06Z minute'],
    ['2021-03-31T12:06:00-0500', '2021-03-31T17:06Z minute'],
    ['2021-03-31 12:06 US/Pacific', '2021-03-31T19:06Z minute'],
    ['31 Mar 2021 14:06 CEST', '2021-03-31T12:06Z minute'],
    ['July 4, 2021 14:06 CET', '2021-07-04T13:06Z minute'],
    ['Wed, 31 Mar 2021 12:06:00 GMT', '2021-03-31T12:06Z minute'],
    ['3/31/2021 12:06 PM', '2021-03-31T12:06Z minute'],
    ['Mar 31, 2021, 4:02 PM UTC', '2021-03-31T16:02Z minute'],
    ['Wed Mar 31 12:06:00 UTC 2021', '2021-03-31T12:06Z minute'],
    ['Wed Mar 31 2021 14:06:00 GMT+0200 (Central European Summer Time)', '2021-03-31T12:06Z minute'],
    ['31/Mar/2021 12:06', '2021-03-31T12:06Z minute'],
    ['31 March 2021 12.06', '2021-03-31T12:06Z minute'],
    ['31-Mar-21 12:06', '2021-03-31T12:06Z minute'],
    ['3/31/21 12:06 PM', '2021-03-31T12:06Z minute'],
    ['31-Mar-99', '1999-03-31T00:00Z day'],
    [1617192360, '2021-03-31T12:06Z minute'],
    [1617192360000, '2021-03-31T12:06Z minute'],
    ['2021-03-31', '2021-03-31T00:00Z day'],
    ['31st of March 2021', '2021-03-31T00:00Z day'],
    ['20210331', '2021-03-31T00:00Z day'],
    ['2021-03', '2021-03-01T00:00Z month'],
    ['2022-05-??', '2022-05-01T00:00Z month'],
    ['March 2021', '2021-03-01T00:00Z month'],
    ['2021', '2021-01-01T00:00Z year'],
    ['January 14-19, 2026', '2026-01-14T00:00Z day, 2026-01-19T00:00Z day'],
    ['Nov 30 - Dec 2, 2025', '2025-11-30T00:00Z day, 2025-12-02T00:00Z day'],
    ['2023-05-04 14:00 - 16:30 CET', '2023-05-04T13:00Z minute, 2023-05-04T15:30Z minute'],
  ];
  for (const [value, expected] of dates) assert.equal(read(value), expected, String(value));
});

test('an ambiguous date gives its year only, unless its file shows which number is the day', () => {
  assert.equal(read('03/04/2021'), '2021-01-01T00:00Z year');
  assert.equal(read('03/04/2021', { order: 'day-first' }), '2021-04-03T00:00Z day');
  assert.equal(read('03/04/2021', { order: 'month-first' }), '2021-03-04T00:00Z day');
});

test('what is no date stays unknown, and a year that cannot be is called so', () => {
  for (const value of ['', 'N/A', '?', null, undefined, '0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z', 0])
    assert.equal(read(value), '', String(value));
  for (const value of ['soon', '2021-02-30', '20202-01-16', '2021-13-01', '25:61', true])
    assert.equal(read(value), 'invalid', String(value));
  for (const value of ['9999-12-31', '2109-01-01T00:00:00Z', '1203-01-01'])
    assert.equal(read(value), 'out-of-range', value);
});

test('dates and times in prose are found, a date beside a time as one', () => {
  const found = (text: string): string[] =>
    findDates(text).map(({ index, end }) => text.slice(index, end).trim());
  assert.deepEqual(found('From November 11, 4:02 PM UTC to November 14, 3:02 PM UTC it was slow.'), [
    'November 11, 4:02 PM UTC',
    'November 14, 3:02 PM UTC',
  ]);
  assert.deepEqual(found('At 4:11 AM UTC on November 24th, 2025 it began.'), [
    '4:11 AM UTC on November 24th, 2025',
  ]);
  assert.deepEqual(found('Version 1.270.0 on 10.0.32.54, PR #2355, v1.19, March.'), []);
});

test('no text breaks the readers or gives a moment that is none', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 120 }),
    fc.stringMatching(/^[0-9:/. TZ+,JanFebMayUTCEpm-]{0,60}$/),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  );
  fc.assert(
    fc.property(text, fc.oneof(fc.double(), fc.integer()), (words, number) => {
      for (const value of [words, number]) {
        const { moment } = readMoment(value, { now });
        assert.ok(moment === null || !Number.isNaN(moment.at.getTime()), String(value));
      }
      for (const date of findDates(words)) {
        const moment = resolveDate(date, { year: 2024 });
        assert.ok(moment === null || !Number.isNaN(moment.at.getTime()), words);
      }
    }),
    { numRuns: 500 },
  );
});
