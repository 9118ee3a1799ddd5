import { BUILTIN } from '../core/model-name.ts';
import type { Price } from '../lib/parse-prices.ts';

/** By model as `provider/model`; `*` is the price of every language model that has none of its own. */
export type Prices = ReadonlyMap<string, Price>;

/** Tokens of one call; whole numbers, `cachedTokens` among `promptTokens`. */
export interface PricedTokens {
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
}

const EVERY_OTHER = '*';
const FREE: Price = { prompt: 0n, cached: 0n, completion: 0n };

/**
 * What the tokens cost in the unit of the list, to the nearest billionth; null where the list does not name the model.
 * The built-in answerer costs nothing unless the list says so. Counted in whole numbers: no fraction is lost on the way.
 */
export function priceOf(prices: Prices | null, model: string, tokens: PricedTokens): number | null {
  const price = priceFor(prices, model);
  return price === undefined ? null : amountOf(price, tokens);
}

/** The most that any of the models can ask for such a call; those without a price ask for nothing. */
export function mostPriceOf(
  prices: Prices | null,
  models: readonly string[],
  { promptTokens, completionTokens }: Omit<PricedTokens, 'cachedTokens'>,
): number {
  const asked = models.flatMap((model) => priceFor(prices, model) ?? []);
  const sides = [0, promptTokens].map((cachedTokens) => ({ promptTokens, cachedTokens, completionTokens }));
  return Math.max(0, ...asked.flatMap((price) => sides.map((tokens) => amountOf(price, tokens))));
}

const priceFor = (prices: Prices | null, model: string): Price | undefined =>
  prices?.get(model) ?? (model === BUILTIN ? FREE : prices?.get(EVERY_OTHER));

/** A millionth of a unit for a million tokens is 10⁻¹² for one; a thousand of these are a billionth. */
const UNITS_IN_BILLIONTH = 1000n;
const BILLIONTHS = 1e9;

function amountOf(price: Price, { promptTokens, cachedTokens, completionTokens }: PricedTokens): number {
  const units =
    BigInt(promptTokens - cachedTokens) * price.prompt +
    BigInt(cachedTokens) * price.cached +
    BigInt(completionTokens) * price.completion;
  const billionths = (units + UNITS_IN_BILLIONTH / 2n) / UNITS_IN_BILLIONTH;
  return Number(billionths) / BILLIONTHS;
}
