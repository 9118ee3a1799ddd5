import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePrices } from './parse-prices.ts';

test('prices are read by name, to the millionth', () => {
  const prices = parsePrices('openai/gpt-4o-mini=0.15/0.075/0.60, builtin=0/0/0 ,*=3 / 15.000001');
  assert.deepEqual(
    [...(prices ?? [])],
    [
      ['openai/gpt-4o-mini', { prompt: 150_000n, cached: 75_000n, completion: 600_000n }],
      ['builtin', { prompt: 0n, cached: 0n, completion: 0n }],
      ['*', { prompt: 3_000_000n, cached: 3_000_000n, completion: 15_000_001n }],
    ],
  );
});

test('a list that is not as it should be is none, whichever part of it is wrong', () => {
  for (const text of [
    '',
    ',',
    'a',
    'a=',
    'a=1',
    'a=1/2,',
    'a=1/2/3/4',
    '=1/2',
    ' =1/2',
    'a==1/2',
    'a=1/2,a=3/4',
  ])
    assert.equal(parsePrices(text), undefined, text);
  for (const amount of ['-1', '1e3', '.5', '1.', '1.0000001', '12345678', '1,5', 'NaN', '', '0x1', '١'])
    assert.equal(parsePrices(`a=${amount}/1`), undefined, amount);
});

test('a list of any length is refused or read at once', () => {
  assert.equal(parsePrices('='.repeat(100_000)), undefined);
  assert.equal(parsePrices('a=1/2'.padEnd(100_001)), undefined);
  const many = Array.from({ length: 5000 }, (_, index) => `ollama/m${index}=1/2`).join();
  assert.equal(parsePrices(many)?.size, 5000);
});
