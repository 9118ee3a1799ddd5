import assert from 'node:assert/strict';
import type { ApiKeyRequest } from '../../src/auth/api-keys.ts';
import { newId, parseId, prefixedId, type Uuid } from '../../src/core/ids.ts';
import { importRecords } from './import-history.ts';
import { type MadePattern, newPattern } from './new-pattern.ts';
import type { RunningParley } from './running-parley.ts';

type Json = Record<string, unknown>;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

/** Extraction would take made patterns apart. */
export const WITHOUT_EXTRACTION = { PARLEY_BACKGROUND: '0' };

/** A tenant with what a test needs to speak of its patterns over HTTP. */
export interface PatternDesk {
  readonly tenantId: Uuid;
  readonly key: string;
  /** `path` behind `/v1/knowledge`. A body is sent as JSON unless it is a text already. */
  readonly send: (method: string, path: string, body?: unknown, headers?: object) => Promise<Answer>;
  readonly get: (path: string) => Promise<Answer>;
  readonly newKey: (more: Partial<ApiKeyRequest>) => Promise<string>;
  /** The same desk for another key. */
  readonly as: (key: string) => PatternDesk;
  /** New incidents with what the records say; their ids. */
  readonly incidents: (records: readonly object[]) => Promise<Uuid[]>;
  /** A new pattern of so many new incidents, or of the given ones. */
  readonly pattern: (made: number | readonly Uuid[], more?: Partial<MadePattern>) => Promise<MadePatternIds>;
  /** Runs SQL as the tenant. */
  readonly sql: (sql: string, params?: readonly unknown[]) => Promise<Json[]>;
}

interface MadePatternIds {
  /** As answers write it. */
  readonly id: string;
  readonly uuid: Uuid;
  readonly incidentIds: readonly Uuid[];
}

export async function patternDesk(server: RunningParley, role: 'admin' | 'member' = 'member') {
  const tenantId = await server.newTenant();
  return deskOf(server, tenantId, await server.newKey(tenantId, { role }));
}

function deskOf(server: RunningParley, tenantId: Uuid, key: string): PatternDesk {
  const { db } = server.parley;
  async function send(method: string, path: string, body?: unknown, headers: object = {}): Promise<Answer> {
    const response = await fetch(`${server.url}/v1/knowledge${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
  }
  async function incidents(records: readonly object[]): Promise<Uuid[]> {
    const ids = records.map(() => newId());
    const whole = records.map((record, index) => ({
      ...{ uuid: ids[index], id: `INC-${ids[index]}`, title: 'Checkout was down' },
      ...record,
    }));
    await importRecords(db, tenantId, whole);
    return ids;
  }
  return {
    ...{ tenantId, key, send, incidents },
    get: (path) => send('GET', path),
    newKey: (more) => server.newKey(tenantId, more),
    as: (other) => deskOf(server, tenantId, other),
    async pattern(made, more = {}) {
      const incidentIds =
        typeof made === 'number' ? await incidents(Array.from({ length: made }, dated)) : made;
      const uuid = await newPattern(db, tenantId, { title: 'Checkout was down', ...more, incidentIds });
      return { id: prefixedId('ptn', uuid), uuid, incidentIds };
    },
    sql: (sql, params) => db.transaction({ tenantId }, (tx) => tx.query<Json>(sql, params)),
  };
}

/** One a month, so that the first and the last are known. */
const dated = (_: unknown, index: number) => ({
  started_at: new Date(Date.UTC(2025, index, 10, 9)).toISOString(),
});

/** What `read` gives of a page after the other, from the first to the last. */
export async function everyPage<T>(
  read: (cursor: string) => Promise<{ items: readonly T[]; next: unknown }>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor = '';
  do {
    const { items, next } = await read(cursor);
    all.push(...items);
    cursor = next === null ? '' : `&cursor=${String(next)}`;
  } while (cursor !== '');
  return all;
}

export const uuidOf = (prefix: 'ptn' | 'inc', id: unknown): Uuid => {
  const uuid = parseId(prefix, String(id));
  assert.ok(uuid, `${id} is no id of ${prefix}`);
  return uuid;
};
