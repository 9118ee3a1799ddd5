import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readWindows } from './windows.ts';
import { readWords } from './words.ts';

const now = new Date('2026-11-20T12:00:00Z');

function read(question: string): string[] {
  return readWindows(question, readWords(question), now).map(({ range }) => {
    const day = (date: Date | undefined): string => date?.toISOString().replace('T00:00:00.000Z', '') ?? '';
    return `${day(range.from)}..${day(range.to)}`;
  });
}

describe('windows in words', () => {
  const examples: readonly (readonly [question: string, ...windows: string[]])[] = [
    ['How many incidents in 2021?', '2021-01-01..2022-01-01'],
    ['in March 2021', '2021-03-01..2021-04-01'],
    ['in March', '2026-03-01..2026-04-01'],
    ['in December', '2025-12-01..2026-01-01'],
    ['on 3 June 2021', '2021-06-03..2021-06-04'],
    ['on June 3rd, 2021', '2021-06-03..2021-06-04'],
    ['on 2021-06-03', '2021-06-03..2021-06-04'],
    ['between March and May 2021', '2021-03-01..2021-06-01'],
    ['between 1 and 5 June 2023', '2023-06-01..2023-06-06'],
    ['from 2019 to 2021', '2019-01-01..2022-01-01'],
    ['2019-2021', '2019-01-01..2022-01-01'],
    ['from Jan 14 to Jan 19, 2026', '2026-01-14..2026-01-20'],
    ['since the release on 3 June', '2026-06-03..'],
    ['since 2020', '2020-01-01..'],
    ['before 2020', '..2020-01-01'],
    ['after March 2022', '2022-04-01..'],
    ['last quarter', '2026-07-01..2026-10-01'],
    ['this month', '2026-11-01..2026-12-01'],
    ['last year', '2025-01-01..2026-01-01'],
    ['in Q3 2025', '2025-07-01..2025-10-01'],
    ['in the first half of 2024', '2024-01-01..2024-07-01'],
    ['in the third quarter of 2024', '2024-07-01..2024-10-01'],
    ['in the last quarter of 2024', '2024-10-01..2025-01-01'],
    ['in the last 2 quarters of 2025', '2025-07-01..2026-01-01'],
    ['in the 2010s', '2010-01-01..2020-01-01'],
    ['in 2021 or later', '2021-01-01..'],
    ['2020 vs 2021', '2020-01-01..2021-01-01', '2021-01-01..2022-01-01'],
    ['yesterday', '2026-11-19..2026-11-20'],
  ];
  for (const [question, ...windows] of examples) {
    it(`reads “${question}”`, () => assert.deepEqual(read(question), windows));
  }

  it('counts the last 90 days back from the time of the request', () => {
    const [window] = readWindows('in the last 90 days', readWords('in the last 90 days'), now);
    assert.equal(window?.range.from?.toISOString(), '2026-08-22T12:00:00.000Z');
    assert.equal(window?.range.to?.toISOString(), now.toISOString());
  });

  const none = [
    'what may have caused it',
    'CVE-2021-44228',
    'v1.24.3 and 1.324.0',
    'over 2000 minutes',
    'the last 3 incidents',
    'PM2021-004',
    'on 03/04/2021',
    'how long did it last',
  ];
  for (const question of none)
    it(`reads no window in “${question}”`, () => assert.deepEqual(read(question), []));

  it('never throws and never yields an invalid date', () => {
    const piece = fc.constantFrom(
      'last',
      'in',
      '2021',
      'March',
      '31',
      'February',
      'since',
      'between',
      'and',
      '99',
      'Q3',
      'of',
      '-',
      '/',
      'half',
      'year',
      '0000',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const question = pieces.join(' ');
        for (const { range } of readWindows(question, readWords(question), now)) {
          for (const date of [range.from, range.to]) if (date) assert.ok(!Number.isNaN(date.getTime()));
        }
      }),
    );
  });
});
