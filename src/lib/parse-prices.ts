/** What a million tokens of each kind cost, in millionths of the unit that the list is written in. */
export interface Price {
  readonly prompt: bigint;
  /** Of a prompt's tokens that the provider read from its cache. */
  readonly cached: bigint;
  readonly completion: bigint;
}

const MAX_CHARACTERS = 100_000;
const DECIMALS = 6;
/** Less than ten million, with at most six decimals: what has more cannot be kept as it is written. */
const AMOUNT = /^(\d{1,7})(?:\.(\d{1,6}))?$/;

/**
 * Reads `NAME=PROMPT/CACHED/COMPLETION,…` by name; `PROMPT/COMPLETION` where cached tokens cost what others do.
 * Undefined where the text is no such list, names one twice, or is longer than 100,000 characters.
 */
export function parsePrices(text: string): ReadonlyMap<string, Price> | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  const entries = text.split(',').map(parseEntry);
  if (!entries.every((entry) => entry !== undefined)) return undefined;
  const prices = new Map(entries);
  return prices.size === entries.length ? prices : undefined;
}

function parseEntry(text: string): readonly [name: string, price: Price] | undefined {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(0, equals)).trim();
  const amounts = text.slice(equals + 1).split('/');
  const [prompt, second, third] = amounts.map(parseAmount);
  const [cached, completion] = amounts.length === 2 ? [prompt, second] : [second, third];
  if (name === '' || amounts.length > 3) return undefined;
  if (prompt === undefined || cached === undefined || completion === undefined) return undefined;
  return [name, { prompt, cached, completion }];
}

function parseAmount(text: string): bigint | undefined {
  const [, whole, fraction = ''] = AMOUNT.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : BigInt(whole + fraction.padEnd(DECIMALS, '0'));
}
