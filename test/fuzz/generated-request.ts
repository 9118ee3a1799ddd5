import fc from 'fast-check';
import { fromSchema, type Schema } from './arbitrary-from-schema.ts';
import { nastyBody, nastyText, nastyValue } from './hostile-values.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface DescribedOperation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly mediaTypes: readonly string[]; readonly schema: Schema } | undefined;
}

export interface GeneratedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What exists and may be named, beside what is made up. */
export interface Known {
  readonly names: readonly string[];
  readonly credentials: readonly string[];
}

/** Requests that the description allows, most of them spoilt in one place or another. */
export function generatedRequest(
  operation: DescribedOperation,
  resolve: (ref: string) => Schema,
  all: Known,
): fc.Arbitrary<GeneratedRequest> {
  // What is deleted would be unknown to every request behind.
  const known = operation.method === 'DELETE' ? { ...all, names: ['gone'] } : all;
  const value = (schema: Schema, knownWeight = 2) =>
    fc.oneof(
      { weight: 8, arbitrary: fromSchema(schema, resolve) },
      { weight: knownWeight, arbitrary: fc.constantFrom(...known.names) },
      { weight: 1, arbitrary: nastyValue },
    );
  const parametersOf = (place: Parameter['in']) => operation.parameters.filter((each) => each.in === place);
  const record = (place: Parameter['in']) =>
    fc.record(
      Object.fromEntries(
        parametersOf(place).map(({ name, schema }) => [name, value(schema, place === 'path' ? 30 : 1)]),
      ),
      {
        requiredKeys: place === 'path' ? parametersOf('path').map(({ name }) => name) : [],
      },
    ) as fc.Arbitrary<Record<string, unknown>>;
  return fc
    .record({
      path: record('path'),
      query: record('query'),
      extraQuery: fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: someQuery }),
      headers: fc.oneof(
        { weight: 6, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: record('header') },
      ),
      authorization: fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...known.credentials) },
        { weight: 1, arbitrary: nastyText },
      ),
      contentType: fc.oneof(
        { weight: 10, arbitrary: fc.constantFrom(...(operation.body?.mediaTypes ?? [''])) },
        { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'x', '') },
      ),
      body: bodyOf(operation, value, known),
    })
    .map((parts) => ({
      method: operation.method,
      path: pathOf(operation.path, parts.path) + queryOf({ ...parts.query, ...parts.extraQuery }),
      headers: headersOf({
        ...parts.headers,
        Authorization: `Bearer ${parts.authorization}`,
        ...(operation.body ? { 'Content-Type': parts.contentType } : {}),
      }),
      body: parts.body,
    }));
}

const someQuery = fc.dictionary(nastyText, nastyText, { maxKeys: 5 });

function bodyOf(
  { body }: DescribedOperation,
  value: (schema: Schema) => fc.Arbitrary<unknown>,
  { names }: Known,
): fc.Arbitrary<string | undefined> {
  if (body === undefined) return fc.constant(undefined);
  const whole = fc.tuple(value(body.schema), fc.double({ min: 0, max: 1, noNaN: true }), nastyValue);
  return fc.oneof(
    { weight: 4, arbitrary: whole.map(([sound]) => JSON.stringify(named(sound, names))) },
    {
      weight: 4,
      arbitrary: whole.map(([sound, place, nasty]) => JSON.stringify(spoilt(sound, place, nasty))),
    },
    { weight: 1, arbitrary: whole.map(([sound, place]) => cut(JSON.stringify(sound) ?? '', place)) },
    { weight: 1, arbitrary: nastyBody },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

/** With a brand and an incident that exist and a question at the end: else hardly a request would come further than the first check. */
function named(sound: unknown, names: readonly string[]): unknown {
  if (typeof sound !== 'object' || sound === null) return sound;
  const body: Record<string, unknown> = { ...sound };
  if ('brand_id' in body) body.brand_id = names[0];
  if ('incidentId' in body) body.incidentId = names.at(-1);
  if (Array.isArray(body.messages) && body.messages.length > 0)
    body.messages = [...body.messages.slice(0, -1), { role: 'user', content: 'What is missing, and why?' }];
  return body;
}

const cut = (text: string, place: number) => text.slice(0, Math.floor(text.length * place));

/** The value with something else in one place of it. */
function spoilt(value: unknown, place: number, nasty: unknown): unknown {
  if (typeof value !== 'object' || value === null) return nasty;
  const keys = Object.keys(value);
  const key = keys[Math.floor(place * keys.length)];
  if (key === undefined) return nasty;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const rest = (place * keys.length) % 1;
  (copy as Record<string, unknown>)[key] = spoilt((value as Record<string, unknown>)[key], rest, nasty);
  return copy;
}

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

const pathOf = (path: string, values: Record<string, unknown>): string =>
  path.replace(/\{([^}]+)\}/g, (_, name: string) => encode(asText(values[name])).slice(0, 2000) || 'x');

const queryOf = (values: Record<string, unknown>): string => {
  const pairs = Object.entries(values).map(([name, value]) => `${encode(name)}=${encode(asText(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&').slice(0, 40_000)}`;
};

const encode = (text: string) => encodeURIComponent(text.toWellFormed());

/** Only what a client can send at all: HTTP libraries refuse line breaks and characters beyond one byte. */
const headersOf = (values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        asText(value)
          .replace(/[^\t\x20-\x7e\x80-\xff]/g, '')
          .slice(0, 2000),
      ]),
  );
