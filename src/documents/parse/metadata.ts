import { tidy } from './decode-text.ts';

export type Metadata = Readonly<Record<string, readonly string[]>>;

/** What is beyond these is left out: metadata is for filters and names, the text is what is read. */
const MAX_KEYS = 100;
const MAX_KEY_CHARACTERS = 100;
const MAX_VALUES = 100;
const MAX_VALUE_CHARACTERS = 1_000;
const MAX_DEPTH = 4;

/** Fields as lists of short texts; the fields of a field stand under `outer.inner`. */
export function boundedMetadata(fields: Readonly<Record<string, unknown>>): Metadata {
  const found = new Map<string, string[]>();
  for (const [key, value] of Object.entries(fields)) collect(found, key, value, 0);
  return Object.fromEntries([...found].filter(([, values]) => values.length > 0));
}

function collect(found: Map<string, string[]>, key: string, value: unknown, depth: number): void {
  const name = tidy(key).trim();
  if (name === '' || name === '__proto__' || name.length > MAX_KEY_CHARACTERS || depth > MAX_DEPTH) return;
  if (value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)) {
    for (const [inner, one] of Object.entries(value)) collect(found, `${name}.${inner}`, one, depth + 1);
    return;
  }
  if (!found.has(name) && found.size >= MAX_KEYS) return;
  const values = found.get(name) ?? [];
  found.set(name, values);
  for (const one of Array.isArray(value) ? value.slice(0, MAX_VALUES) : [value]) {
    const text = asText(one);
    if (text !== '' && values.length < MAX_VALUES) values.push(text);
  }
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = value instanceof Date ? value.toISOString() : typeof value === 'object' ? '' : String(value);
  return tidy(text.slice(0, MAX_VALUE_CHARACTERS)).trim();
}
