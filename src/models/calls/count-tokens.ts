export type CountTokens = (text: string) => number;

let loading: Promise<CountTokens> | undefined;

/**
 * How to count tokens as current models of OpenAI do (o200k_base). Its table of 200,000 tokens is read when it is
 * asked for the first time: a server that never counts does not hold it.
 */
export function tokenCounter(): Promise<CountTokens> {
  loading ??= import('gpt-tokenizer/encoding/o200k_base').then(
    ({ countTokens }) =>
      (text) =>
        // What looks like a control token in a text is text.
        countTokens(text, { disallowedSpecial: new Set() }),
  );
  return loading;
}

/** More tokens than this a text cannot have: each is made of one byte at least. */
export const mostTokens = (text: string): number => Buffer.byteLength(text);
