import { z } from 'zod';
import { parseEmbedderChoice } from '../core/embedder-name.ts';
import { BUILTIN, type ModelChoice, parseModelName } from '../core/model-name.ts';
import { parseBytes } from '../lib/parse-bytes.ts';
import { parseDuration } from '../lib/parse-duration.ts';
import { parseHeaders } from '../lib/parse-headers.ts';
import { parsePrices } from '../lib/parse-prices.ts';
import { parseRate } from '../lib/parse-rate.ts';

/** One thing that an operator may set. */
export interface Setting<Value> {
  /** Name in the environment and in `parley.config.json`. */
  readonly env: string;
  /** What to write, in words: `port`, `size`, `duration` … */
  readonly kind: string;
  /** The default as it would be written; null: unset, and the value is null. */
  readonly fallback: string | null;
  readonly help: string;
  readonly schema: z.ZodType<NonNullable<Value>, string>;
}

type Declared<Value> = Omit<Setting<Value>, 'fallback'>;

export const withDefault = <Value>(fallback: string, setting: Declared<Value>): Setting<Value> => ({
  ...setting,
  fallback,
});

export const optional = <Value>(setting: Declared<Value>): Setting<Value | null> =>
  ({ ...setting, fallback: null }) as Setting<Value | null>;

const parsed = <Value>(parse: (text: string) => Value | undefined, complaint: string) =>
  z.string().transform((text, issues) => {
    const value = parse(text);
    if (value !== undefined) return value;
    issues.addIssue({ code: 'custom', message: complaint });
    return z.NEVER;
  });

const between = (least: number, most: number, value: number | undefined) =>
  value !== undefined && value >= least && value <= most ? value : undefined;

export const text = z.string().min(1, 'must not be empty');

export const flag = z
  .enum(['0', '1', 'true', 'false'], 'must be 0 or 1')
  .transform((value) => value === '1' || value === 'true');

export const whole = (least: number, most: number) =>
  parsed(
    (value) => between(least, most, /^\d{1,15}$/.test(value) ? Number(value) : undefined),
    `must be a whole number between ${least} and ${most}`,
  );

/** A decimal number with up to nine digits before and behind its point. */
export const positive = parsed(
  (value) => (/^\d{1,9}(\.\d{1,9})?$/.test(value) && Number(value) > 0 ? Number(value) : undefined),
  'must be a number greater than 0, such as 1000 or 0.5',
);

/** Limits are given, and reported, as they would be written: `1KB`, `10GB`. */
export const size = (least: string, most: string) =>
  parsed(
    (value) => between(parseBytes(least) ?? 0, parseBytes(most) ?? 0, parseBytes(value)),
    `must be a size such as 1MB, between ${least} and ${most}`,
  );

export const duration = (least: string, most: string) =>
  parsed(
    (value) => between(parseDuration(least) ?? 0, parseDuration(most) ?? 0, parseDuration(value)),
    `must be a duration such as 30s, between ${least} and ${most}`,
  );

export const rate = parsed(parseRate, 'must be a rate such as 100/60s');

export const headers = parsed(parseHeaders, 'must be headers such as name=value,name2=value2');

export const url = (...schemes: readonly string[]) =>
  parsed(
    (value) =>
      URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)) ? value : undefined,
    `must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  );

/** Models in the order in which they are asked; `builtin` is the answerer that needs none. */
export const modelList = parsed((value): readonly ModelChoice[] | undefined => {
  const names = value.split(',').map((name) => name.trim());
  const models = names.map((name) => (name === BUILTIN ? BUILTIN : parseModelName(name)));
  return models.every((model) => model !== undefined) ? models : undefined;
}, 'must be builtin, or provider/model with one of the providers openai, anthropic, ollama and compatible, or a comma-separated list of them');

/** The model that embeds texts. */
export const embedderChoice = parsed(
  parseEmbedderChoice,
  'must be auto, off, local/ORG/NAME, or provider/model with one of the providers openai, ollama and compatible',
);

/** Prices by model, `builtin` and `*`, every other model, among them. */
export const priceList = parsed((value) => {
  const prices = parsePrices(value);
  const names = [...(prices?.keys() ?? [])];
  const areModels = names.every((name) => name === BUILTIN || name === '*' || parseModelName(name));
  return areModels ? prices : undefined;
}, 'must be prices such as openai/gpt-4o-mini=0.15/0.075/0.60 or builtin=0/0, or a comma-separated list of them, each model once');

/** Some of the names, or `off` for none of them. */
export const someOf = <Name extends string>(names: readonly Name[]) =>
  parsed(
    (value): readonly Name[] | undefined => {
      const given = value === 'off' ? [] : value.split(',').map((name) => name.trim());
      const chosen = names.filter((name) => given.includes(name));
      return chosen.length === new Set(given).size ? chosen : undefined;
    },
    `must be off, or a comma-separated list out of ${names.join(', ')}`,
  );
