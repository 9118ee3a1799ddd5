import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readQuantities } from './read-quantities.ts';
import { readWords } from './words.ts';

const read = (text: string): string[] =>
  readQuantities(text, readWords(text)).map(
    ({ dimension, low, high, bound, start, end }) =>
      `${dimension} ${bound} ${bound === 'most' ? high : low}${bound === 'range' ? `-${high}` : ''} “${text.slice(start, end)}”`,
  );

describe('amounts in a text', () => {
  const examples: readonly (readonly [text: string, ...amounts: string[]])[] = [
    ['within 2 seconds', 'time most 2 “2 seconds”'],
    ['under 500 ms', 'time most 0.5 “500 ms”'],
    ['at least 1,000 concurrent users', 'count user least 1000 “1,000 concurrent users”'],
    ['up to 10 MB', 'size most 10000000 “10 MB”'],
    ['99.9% uptime', 'percent exact 99.9 “99.9%”'],
    ['a budget of $50k', 'money USD exact 50000 “$50k”'],
    ['must not take longer than 3 s', 'time most 3 “3 s”'],
    ['8 characters or more', 'count charact least 8 “8 characters”'],
    ['2-5 seconds', 'time range 2-5 “2-5 seconds”'],
    ['five attempts', 'count attempt exact 5 “five attempts”'],
    ['100 requests per second', 'count request per second exact 100 “100 requests per second”'],
    ['every 5 minutes', 'period exact 300 “every 5 minutes”'],
    ['Backups run daily.', 'period exact 86400 “daily”'],
    ['at least once a day', 'period most 86400 “once a day”'],
    ['30 business days', 'working time exact 2592000 “30 business days”'],
    ['cancel up to 24 hours before the start', 'time least 86400 “24 hours”'],
  ];
  for (const [text, ...amounts] of examples)
    it(`reads “${text}”`, () => assert.deepEqual(read(text), amounts));

  const none = [
    '24/7 support',
    'TLS 1.2',
    'FR-12: log',
    'version 2 users',
    'two-factor login',
    'one of the users',
    'a weekly report',
    'you may go',
  ];
  for (const text of none) it(`reads no amount in “${text}”`, () => assert.deepEqual(read(text), []));
});
