import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePrices } from '../lib/parse-prices.ts';
import { mostPriceOf, priceOf } from './prices.ts';

const pricesOf = (text: string) => {
  const prices = parsePrices(text);
  assert.ok(prices, text);
  return prices;
};
const list = pricesOf('openai/gpt-4o-mini=0.15/0.075/0.60,anthropic/claude=3/15,ollama/qwen3=0/0');
const tokens = { promptTokens: 1000, cachedTokens: 0, completionTokens: 100 };

test('cached tokens cost their own price, and are not counted a second time as prompt', () => {
  assert.equal(priceOf(list, 'openai/gpt-4o-mini', tokens), 0.00021);
  assert.equal(priceOf(list, 'openai/gpt-4o-mini', { ...tokens, cachedTokens: 400 }), 0.00018);
  assert.equal(priceOf(list, 'anthropic/claude', { ...tokens, cachedTokens: 400 }), 0.0045);
  assert.equal(priceOf(list, 'ollama/qwen3', tokens), 0);
});

test('a model that is not in the list has no price, unless the list has one for every other', () => {
  assert.equal(priceOf(list, 'openai/gpt-5', tokens), null);
  assert.equal(priceOf(null, 'openai/gpt-5', tokens), null);
  const whole = pricesOf('*=10/20,openai/gpt-5=1/2');
  assert.equal(priceOf(whole, 'openai/gpt-5', tokens), 0.0012);
  assert.equal(priceOf(whole, 'compatible/any', tokens), 0.012);
});

test('the built-in answerer costs nothing unless it has a price of its own', () => {
  for (const prices of [null, list, pricesOf('*=10/20')]) assert.equal(priceOf(prices, 'builtin', tokens), 0);
  assert.equal(priceOf(pricesOf('builtin=1/2'), 'builtin', tokens), 0.0012);
});

test('a price is the decimal one to the billionth, where binary fractions would be off', () => {
  const one = (price: string, promptTokens: number) =>
    priceOf(pricesOf(`a=${price}/0`), 'a', { promptTokens, cachedTokens: 0, completionTokens: 0 });
  // 3 × 0.1 is 0.30000000000000004 in binary fractions.
  assert.equal(one('0.1', 3_000_000), 0.3);
  assert.equal(one('1.1', 1_100_000), 1.21);
  assert.equal(one('0.000001', 500), 1e-9);
  assert.equal(one('0.000001', 499), 0);
  assert.equal(one('9999999.999999', 900_000), 8_999_999.999_999_1);
});

test('any price is within half a billionth of what whole numbers say', () => {
  const count = fc.nat({ max: 10_000_000 });
  const millionths = fc.nat({ max: 1_000_000_000 });
  fc.assert(
    fc.property(
      millionths,
      millionths,
      count,
      count,
      (prompt, completion, promptTokens, completionTokens) => {
        const written = [prompt, completion].map((amount) => (amount / 1e6).toFixed(6)).join('/');
        const price = priceOf(pricesOf(`a=${written}`), 'a', {
          promptTokens,
          cachedTokens: 0,
          completionTokens,
        });
        const exact = BigInt(prompt) * BigInt(promptTokens) + BigInt(completion) * BigInt(completionTokens);
        const off = exact - BigInt(Math.round(Number(price) * 1e9)) * 1000n;
        assert.ok(off <= 500n && -off <= 500n, `${price}: ${off}`);
      },
    ),
  );
});

test('the most that a call can cost covers every model, with everything cached or nothing', () => {
  const bound = { promptTokens: 1000, completionTokens: 100 };
  assert.equal(mostPriceOf(list, ['openai/gpt-4o-mini', 'anthropic/claude', 'builtin'], bound), 0.0045);
  assert.equal(mostPriceOf(list, ['openai/gpt-5'], bound), 0);
  assert.equal(mostPriceOf(list, [], bound), 0);
  assert.equal(mostPriceOf(null, ['anthropic/claude'], bound), 0);
  assert.equal(mostPriceOf(pricesOf('a=1/9/2'), ['a'], bound), 0.0092);
});
