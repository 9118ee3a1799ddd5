import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWindow } from './read-window.ts';

const refused = (field: string) => ({ code: 'invalid_input', details: { subject: field } });

test('a window is half-open, in UTC, and says so', () => {
  assert.deepEqual(readWindow({ from: '2021-06-01', to: '2021-07-01' }), {
    condition: { from: new Date('2021-06-01T00:00:00Z'), to: new Date('2021-07-01T00:00:00Z') },
    text: 'from 2021-06-01 up to, but not including, 2021-07-01',
  });
  assert.deepEqual(readWindow({ from: '2021-06-01T12:30:00+02:00' }), {
    condition: { from: new Date('2021-06-01T10:30:00Z') },
    text: 'since 2021-06-01 10:30 UTC',
  });
  assert.equal(readWindow({ to: '2021' })?.text, 'before 2021-01-01');
});

test('fields that are left out or empty are no window', () => {
  assert.equal(readWindow({}), null);
  assert.equal(readWindow({ from: ' ', to: '' }), null);
});

test('what is no date, or no day of the calendar, is refused', () => {
  for (const from of [
    '2021-02-30',
    'yesterday',
    '10:00',
    '0000-01-01',
    '+275760-09-13',
    "'; drop table",
    '3',
  ])
    assert.throws(() => readWindow({ from }), refused('from'), from);
});

test('a window that holds no moment is refused, and the refusal says what to is', () => {
  for (const to of ['2021-01-01', '2020-12-31'])
    assert.throws(() => readWindow({ from: '2021-01-01', to }), {
      ...refused('to'),
      message: /first moment/,
    });
});
