import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { findUnfoundedFigures } from './check-figures.ts';

/** What is known, a reply that says the same, and one that does not, with what of it is unfounded. */
type Row = readonly [known: string, reply: string, unfounded?: readonly string[]];

function check(rows: readonly Row[]): void {
  for (const [known, reply, unfounded = []] of rows)
    test(`${JSON.stringify(reply)} after ${JSON.stringify(known)}`, () => {
      assert.deepEqual(findUnfoundedFigures(reply, [known]), unfounded);
    });
}

describe('a number is compared by what it is worth', () => {
  check([
    ['23 incidents', 'There were 23.'],
    ['23 incidents', 'There were 24.', ['24']],
    ['23 incidents', 'There were 2 or 3.', ['2', '3']],
    ['5,840 minutes', '5840 minutes'],
    ['5840 minutes', 'exactly 5,840 minutes'],
    ['5840 minutes', '5\u2009840 minutes'],
    ['5840 minutes', '5\u202f840 minutes'],
    ["5'840 rows", '5_840 rows'],
    ['12,34,567 rows', '1,234,567 rows'],
    ['EUR 1.234,50', '1234.5 EUR'],
    ['0,5 %', '0.5 %'],
    ['pods 3,5', 'pods 3 and 5'],
    ['5,840 minutes', '5,841 minutes', ['5,841 minutes']],
    ['5,840 minutes', '5.84 minutes', ['5.84 minutes']],
    ['1.50 s on average', 'a mean of 1.5 s'],
    ['1.5 s on average', 'a mean of 1.50 s'],
    ['rate .5', 'a rate of 0.5'],
    ['case 007', 'case 7'],
    ['71 % of requests', '71% of requests'],
    ['71 % of requests', '71 percent of requests'],
    ['71 % of requests', '17% of requests', ['17%']],
    ['a change of -12 %', 'it fell by 12%'],
    ['the 3 oldest', 'the 3rd oldest'],
    ['the third oldest', 'the 3rd oldest'],
    ['the 3rd oldest', 'the 4th oldest', ['4th']],
    ['about 2,900 customers', '**2,900** customers'],
    ['ok', 'It is ~5, <6, ≥7, ±8 and $9.', ['5', '6', '7', '8', '9']],
    ['10 to 15 pods', '10–15 pods'],
    ['10 to 15 pods', '10-16 pods', ['16']],
    ['1½ pods', '1.5 pods'],
    ['1.5e3 rows', '1500 rows'],
    ['{"count":23,"text":"a\\n17 b"}', '23 of 17'],
    ['the answer is 5840', 'it is ５８４０, it is ٥٨٤٠, it is 5\u200b840'],
    ['9'.repeat(60), `It is ${'9'.repeat(60)}.`],
    ['9'.repeat(60), `It is ${'9'.repeat(61)}.`, ['9'.repeat(61)]],
    ['503', 'It answered 503 and 504 and 503 and 504.', ['504']],
  ]);
});

describe('a unit or a power of ten may be joined to the number', () => {
  check([
    ['37ms', '37 ms'],
    ['37', '37ms'],
    ['37ms', '38ms', ['38ms']],
    ['5 GB', '5GB'],
    ['5 GB', '6GB', ['6GB']],
    ['10 times', '10x'],
    ['10 times', '12x', ['12x']],
    ['3500 rows', '3.5k rows'],
    ['3.5k rows', '3,500 rows'],
    ['3.5k rows', '3.6k rows', ['3.6k']],
    ['2,000,000 rows', '2M rows, or 2 million'],
    ['2 million rows', '2,000,000 rows'],
    ['2 million rows', '3 million rows', ['3 million']],
    ['EUR 1.2bn', '1,200,000,000'],
    ['p99 of 37', 'a p99 of 37'],
    ['p95 of 37', 'a p99 of 37', ['p99']],
    ['the 99th percentile', 'the p99'],
    ['20 rps', '20rps and 21rps', ['21rps']],
  ]);
});

describe('numbers in words count, but not those that are habit', () => {
  check([
    ['3 services', 'three services'],
    ['three services', '3 services'],
    ['3 services', 'four services', ['four']],
    ['21 services', 'twenty-one services'],
    ['twenty-one services', '21 services'],
    ['21 services', 'Twenty two services', ['Twenty two']],
    ['100 hosts', 'a hundred hosts'],
    ['120 hosts', 'one hundred and twenty hosts'],
    ['no hosts', 'three hundred hosts', ['three hundred']],
    ['0 incidents', 'zero incidents'],
    ['no incidents', 'zero incidents', ['zero']],
    ['nothing', 'a zero-downtime release'],
    ['nothing', 'One of them, at first, in a second step; no one, anyone.'],
    ['nothing', 'two-factor logins, a 3-way handshake'],
    ['nothing', 'an hour, one day, a minute'],
    ['one incident', '1 incident'],
    ['nothing', 'often tennis weight', []],
  ]);
});

describe('a length of time may be told in another unit, if it is exactly as long', () => {
  check([
    ['5,840 minutes', '4 days 1 hour 20 minutes'],
    ['4 days 1 hour 20 minutes', '5,840 minutes'],
    ['4 days 1 hour 20 minutes', '4 days, 1 hour and 20 minutes'],
    ['4 days 1 hour 20 minutes', '4d 1h 20m'],
    ['4 days 1 hour 20 minutes', '4d1h20m'],
    ['4 days 1 hour 20 minutes', '4 days 1 hour 21 minutes', ['4 days 1 hour 21 minutes']],
    ['4 days 1 hour 20 minutes', '5 days', ['5 days']],
    ['5,840 minutes', 'about 4 days', ['4 days']],
    ['90 minutes', '1.5 hours'],
    ['90 minutes', '1½ hours'],
    ['90 minutes', 'one and a half hours'],
    ['90 minutes', 'an hour and a half'],
    ['90 minutes', 'an hour and 30 minutes'],
    ['80 minutes', 'an hour and 30 minutes', ['an hour and 30 minutes']],
    ['30 minutes', 'half an hour'],
    ['40 minutes', 'half an hour', ['half an hour']],
    ['90 minutes', '**1.5** hours'],
    ['90 minutes', '5400 seconds'],
    ['90 minutes', '1.4 hours', ['1.4 hours']],
    ['90 minutes', '90 hours', ['90 hours']],
    ['minutes: 90', '90 minutes'],
    ['PT1H30M', '90 minutes'],
    ['1h30m', '90 minutes'],
    ['36 hours', '1.5 days'],
    ['2 weeks', '14 days'],
    ['timeout 1500 ms', 'after 1.5 seconds'],
    ['timeout 30s', 'a 30-second timeout'],
    ['a 24-hour window', '1 day'],
    ['two and a half hours', '150 minutes'],
    ['3 months', '3 months'],
    ['3 months', '90 days', ['90 days']],
    ['5m users', '5 million users'],
    ['from 5 to 6 minutes', '5–6 minutes'],
  ]);
});

describe('dates and times stand or fall as a whole, however they are written', () => {
  const dates = ['2021-06-22', '22 June 2021', 'June 22, 2021', '22/06/2021', '22.06.2021', 'Jun 22nd, 2021'];
  check([
    ...dates.flatMap((known) => dates.map((reply): Row => [`on ${known}.`, `It was on ${reply}.`])),
    ['on 2021-06-22', 'on 2021-06-23', ['2021-06-23']],
    ['on 2021-06-22', 'on June 23, 2021', ['June 23, 2021']],
    ['2021-06-01 and 2020-07-22', '22 June 2021', ['22 June 2021']],
    ['on 2021-06-22', 'in June 2021'],
    ['on 2021-06-22', 'in 2021'],
    ['on 2021-06-22', 'in July 2021', ['July 2021']],
    ['on 2021-06-22', 'in 2022', ['2022']],
    ['on 2021-06-22', 'on June 22 and on the 22nd'],
    ['on 2021-06-22', '22 incidents, 6 of them', ['22', '6']],
    ['on 03/04/2021', 'on 3 April 2021, or March 4, 2021'],
    ['January 14-19, 2026', 'from 2026-01-14 to 2026-01-19'],
    ['at 14:05', 'at 14:05:00, at 2:05 pm'],
    ['at 14:05:37', 'at 14:05'],
    ['at 14:05', 'at 14:05:37', ['14:05:37']],
    ['at 14:05', 'at 14:06', ['14:06']],
    ['at 14:05', '14 pods, 5 nodes', ['14', '5']],
    ['2025-06-03T09:14:00Z', 'on 3 June 2025 at 09:14 UTC'],
    ['2025-06-03T09:14:00Z', 'on 2025-06-03 09:15 UTC', ['2025-06-03 09:15 UTC']],
    ['09:14 and 10:02', 'from 09:14–10:02'],
  ]);
});

describe('ids, addresses, versions and hashes stand as they are', () => {
  check([
    ['INC-123', 'see inc-123'],
    ['INC-123', 'see INC-124', ['INC-124']],
    ['INC-1234', 'see INC-123', ['INC-123']],
    ['INC-123', '_INC-123_ and **INC-123**'],
    ['INC-123', 'incident 123'],
    ['INC-123', '123 incidents', ['123']],
    ['PM-2025-001', 'PM-2025-001 and PM-2025-002', ['PM-2025-002']],
    ['inc-0412-payment-audit.md', 'INC-0412'],
    ['#4711', '#4711 and #4712', ['#4712']],
    ['ticket 4711', '#4711'],
    ['CHG0030045', 'CHG0030045, not CHG0030046', ['CHG0030046']],
    ['CVE-2021-44228', 'CVE-2021-44229', ['CVE-2021-44229']],
    ['SEV1', 'severity 1, SEV-1'],
    ['nothing', 'S3, EC2, v42, SEV1, k8s, i-0abc, us-east-1, UTF-8, 4xx, IPv4, Q3, 0x1f, utf-8, sha-256'],
    ['10.0.3.7', '10.0.3.7:5432', ['5432']],
    ['10.0.3.7', '10.0.3.8', ['10.0.3.8']],
    ['10.0.0.0/16', '10.0.0.0'],
    ['fe80::1ff', 'fe80::1ff and fe80::2ff', ['fe80::2ff']],
    ['1.24.3', 'v1.24.3, a 1.24'],
    ['v2.31.0', '2.31.1', ['2.31.1']],
    ['v1.24', '1.24 and 1.25', ['1.25']],
    ['commit 4f9d2c81ab37', '4f9d2c8'],
    ['commit 4f9d2c81ab37', '4f9d2c9', ['4f9d2c9']],
    ['HTTP 503', 'a 503, an error-503'],
    ['HTTP 503', 'a 504', ['504']],
    ['https://a.example/i/4711', 'https://a.example/i/4712', ['4712']],
    ['mid-2021', 'pre-2021, sub-100ms', ['100ms']],
    [
      '0191f3a2-7b1c-7def-8123-4567890abcde',
      '0191f3a2-7b1c-7def-8123-4567890abcdf',
      ['0191f3a2-7b1c-7def-8123-4567890abcdf'],
    ],
    ['set it to 40', 'set `max=41` and `items[0 ]`', ['41']],
  ]);
});

describe('what orders a reply is no figure', () => {
  check([
    ['nothing', '1. Restart.\n2. Wait.\n3) Look.'],
    ['nothing', '- **1.** Restart\n- **2.** Wait'],
    ['nothing', '## 1. Cause\n## 2. Fix\n### 2.1 First\n### 2.2 Then'],
    ['nothing', 'Step 1: stop it.\n**Step 2:** start it.\nAfter step 2 all is well.'],
    ['nothing', 'It failed [1][2]. See [12].'],
    ['nothing', 'We work 24/7 &#39;here&#39;.'],
    ['1. Look\n2. Restart', 'step 2 of the runbook'],
    ['1. Look\n2. Restart', 'step 3 of the runbook', ['3']],
    ['nothing', '23. That is how many.', ['23']],
    ['nothing', '23.', ['23']],
    ['nothing', '- 2 services', ['2']],
    ['nothing', '## 3 incidents', ['3']],
    ['nothing', ''],
  ]);
});

/** Sentences as evidence has them; each digit of each figure matters. */
const SENTENCES = [
  'At the worst point 71 % of checkout requests were answered with 503.',
  'About 2,900 customers could not complete an order.',
  'Finance put the missed revenue at EUR 38,000.',
  'The outage lasted 5,840 minutes (4 days 1 hour 20 minutes).',
  'It began on 2021-06-22 and ended on 4 July 2021.',
  'It began at 14:05 and was seen at 2:17 pm.',
  'The pool grew from 12 to 40 connections per pod.',
  'See INC-4711 and PM-2025-003 for the same cause.',
  'Release v2.31.0 on 10.0.3.7 took 37ms at p99.',
  'The mean of 18 incidents in 2025 was 74.5 minutes.',
  'Commit 4f9d2c8 fixed 3.5k rows in 12 tables.',
];

/** The sentence with each of its digits changed to each other digit. */
function changedByOneDigit(sentence: string): string[] {
  return [...sentence].flatMap((digit, at) =>
    /\d/.test(digit)
      ? [...'0123456789']
          .filter((other) => other !== digit)
          .map((other) => sentence.slice(0, at) + other + sentence.slice(at + 1))
      : [],
  );
}

describe('for any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...SENTENCES,
      ' ',
      '\n',
      '-',
      '.',
      ',',
      ':',
      '/',
      'a ',
      'half ',
      ' hours ',
      ' and ',
      '[1]',
      '#',
      'v',
    ),
    fc.constantFrom(
      '1. ',
      'twenty',
      '-one',
      ' hundred',
      'May ',
      ' June 2021',
      'st',
      'ms',
      'k',
      '%',
      '½',
      '\u00a0',
      '٣',
    ),
    fc.integer({ min: 0, max: 3000 }).map(String),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
  );
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  test('nothing in a text is unfounded where the text itself is known', () => {
    fc.assert(
      fc.property(text, (reply) => {
        assert.deepEqual(findUnfoundedFigures(reply, [reply]), []);
      }),
      { numRuns: 2000 },
    );
  });

  test('knowing more never makes a figure unfounded', () => {
    fc.assert(
      fc.property(text, text, text, (reply, known, more) => {
        const before = findUnfoundedFigures(reply, [known]);
        for (const figure of findUnfoundedFigures(reply, [known, more])) assert.ok(before.includes(figure));
      }),
    );
  });

  test('each figure is told once, as it is written, and at most a hundred', () => {
    fc.assert(
      fc.property(text, (reply) => {
        const found = findUnfoundedFigures(reply, []);
        assert.equal(new Set(found).size, found.length);
      }),
    );
    const many = Array.from({ length: 500 }, (_, number) => `${number}`).join(' ');
    assert.equal(findUnfoundedFigures(many, []).length, 100);
  });

  test('a sentence of the evidence with one other digit is found out', () => {
    for (const sentence of SENTENCES) {
      assert.deepEqual(findUnfoundedFigures(sentence, SENTENCES), []);
      for (const changed of changedByOneDigit(sentence))
        assert.notDeepEqual(findUnfoundedFigures(changed, [sentence]), [], changed);
    }
  });

  test('a long text of digits and marks is read in one go', () => {
    const units = [
      '1',
      '1,',
      '1.',
      '1 day ',
      ':1',
      '1-',
      'a',
      '#',
      ' ',
      '22 June ',
      'a hundred ',
      '1h',
      'a-',
      'a_',
      '1_',
    ];
    for (const unit of units)
      assert.ok(findUnfoundedFigures(unit.repeat(100_000 / unit.length), []).length <= 100);
    for (const sign of '_-.*# 1')
      assert.ok(findUnfoundedFigures(`a${sign.repeat(100_000)}5b-7`, []).length <= 100);
  });
});
