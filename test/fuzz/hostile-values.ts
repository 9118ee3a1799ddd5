import fc from 'fast-check';

/** Texts that have broken servers before. */
const NASTY_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\u2066',
  "'; drop table incidents; --",
  "' or 1=1 --",
  '$1 $2 %s %n',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '__proto__',
  '{{7*7}}',
  '%00%ff%',
  '"'.repeat(500),
  '('.repeat(3000),
  'a '.repeat(2000),
  '💥'.repeat(1000),
  'x'.repeat(9000),
  'not '.repeat(900),
  '1e999',
  '-1',
  '9'.repeat(400),
  'NaN',
  'null',
  '2026-02-30T25:61:61Z',
];

export const nastyText = fc.oneof(
  fc.constantFrom(...NASTY_TEXTS),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const deep = (depth: number): unknown => (depth === 0 ? 'deep' : [deep(depth - 1)]);

/** What no field expects. */
export const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  nastyText,
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom(null, true, -1, 0, 1.5, 1e308, Number.MAX_SAFE_INTEGER, [], {}, [[]], { __proto__: null }),
  fc.integer({ min: 1, max: 400 }).map(deep),
);

/** Bodies that are no JSON of any schema. */
export const nastyBody: fc.Arbitrary<string> = fc.oneof(
  nastyText,
  fc.json(),
  fc.integer({ min: 1, max: 20_000 }).map((depth) => '['.repeat(depth)),
  fc.integer({ min: 1, max: 20_000 }).map((depth) => '{"a":'.repeat(depth)),
  fc.integer({ min: 1, max: 5000 }).map((count) => `{${'"a":1,'.repeat(count)}"b":2}`),
  fc.constant(`{"message":"${'x'.repeat(1_100_000)}"}`),
);
