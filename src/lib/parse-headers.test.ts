import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseHeaders } from './parse-headers.ts';

test('headers are pairs between commas, with values written as in a URL', () => {
  assert.deepEqual(parseHeaders('api-key=abc=, X-Team = ops'), { 'api-key': 'abc=', 'X-Team': 'ops' });
  assert.deepEqual(parseHeaders('authorization=Basic%20a%2Cb'), { authorization: 'Basic a,b' });
  assert.deepEqual(parseHeaders('empty='), { empty: '' });
});

test('what is no list of headers is refused whole', () => {
  const wrong = [
    '',
    'name',
    '=value',
    'a=1,',
    'a b=1',
    'a=%zz',
    'a=%0d%0ab: c',
    'a=ü',
    `a=${'x'.repeat(9000)}`,
  ];
  for (const text of wrong) assert.equal(parseHeaders(text), undefined, text);
});

test('no value that was written in can begin a header of its own', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const headers = parseHeaders(`name=${encodeURIComponent(value.toWellFormed())}`) ?? {};
      return Object.values(headers).every((read) => read === value && !/[\r\n\0]/.test(read));
    }),
  );
});
