import type { RunningParley } from './running-parley.ts';

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly attributes: Json;
  readonly relationships: Readonly<Record<string, { readonly data: unknown }>>;
}

/** Ids of what a resource is related to under that name. */
export const relatedIds = ({ relationships }: Resource, name: string): string[] =>
  [relationships[name]?.data ?? []].flat().map((each) => (each as Resource).id);

/** Values as they stand in a query, escapes and all, that have broken servers before. */
export const HOSTILE_QUERY_VALUES = [
  "'; drop table incidents; --",
  '"',
  '%25',
  '%00',
  '%ED%A0%80',
  '%FF',
  '$1',
  '[]',
  '__proto__',
  '💥',
  encodeURIComponent('{"$gt":""}'),
];

interface Sent {
  readonly key: string;
  /** A string is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request to the server; a body goes as JSON:API unless its headers say otherwise. */
export async function send(
  { url }: RunningParley,
  method: string,
  path: string,
  { key, body, headers }: Sent,
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    headers: {
      Authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/vnd.api+json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

/** What was refused, as `status: where it lies`. */
export const refusals = ({ body }: Answer): string[] =>
  (body.errors as { status: string; source?: Record<string, string> }[]).map(
    ({ status, source }) => `${status}: ${source?.parameter ?? source?.pointer ?? source?.header ?? '-'}`,
  );
