import { parseDuration } from './parse-duration.ts';

/** So many requests within any window of that length. */
export interface Rate {
  readonly limit: number;
  readonly windowMs: number;
}

/** Reads `100/60s` into a rate; undefined when the text is no rate or allows nothing. */
export function parseRate(text: string): Rate | undefined {
  const match = /^(\d{1,9})\/(\d+(?:ms|s|m|h|d))$/.exec(text.trim());
  const windowMs = parseDuration(match?.[2] ?? '');
  const limit = Number(match?.[1] ?? 0);
  return limit > 0 && windowMs ? { limit, windowMs } : undefined;
}
