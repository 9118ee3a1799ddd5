import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseTraceparent } from './traceparent.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

test('a traceparent names the trace, the span and whether the trace is recorded', () => {
  const read = { traceId: TRACE, spanId: SPAN, isSampled: true };
  assert.deepEqual(parseTraceparent(`00-${TRACE}-${SPAN}-01`), read);
  assert.deepEqual(parseTraceparent(`00-${TRACE}-${SPAN}-03`), read);
  assert.deepEqual(parseTraceparent(`00-${TRACE}-${SPAN}-00`), { ...read, isSampled: false });
});

test('a later version may say more, this one may not', () => {
  assert.ok(parseTraceparent(`01-${TRACE}-${SPAN}-01-more`));
  assert.ok(parseTraceparent(`cc-${TRACE}-${SPAN}-01`));
  assert.equal(parseTraceparent(`00-${TRACE}-${SPAN}-01-more`), undefined);
  assert.equal(parseTraceparent(`01-${TRACE}-${SPAN}-01.more`), undefined);
});

test('what the standard forbids is no traceparent', () => {
  const forbidden = [
    `ff-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}`,
    ` 00-${TRACE}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}-01\n`,
    `01-${TRACE}-${SPAN}-01-${'x'.repeat(10_000)}`,
  ];
  for (const text of forbidden) assert.equal(parseTraceparent(text), undefined, text);
});

test('no text breaks the reading', () => {
  fc.assert(fc.property(fc.string(), (text) => parseTraceparent(text) === undefined));
});
