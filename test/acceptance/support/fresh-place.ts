import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Where Parley may put its data, in the words of an operator: nothing is there yet. */
export interface FreshPlace {
  readonly settings: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

interface KindOfPlace {
  readonly name: string;
  make(): Promise<FreshPlace>;
}

/** The embedded store always; a database of a PostgreSQL server where TEST_DATABASE_URL names one. */
export function kindsOfPlace(): KindOfPlace[] {
  const url = process.env.TEST_DATABASE_URL;
  const embedded = { name: 'embedded store', make: freshFolder };
  if (!url) return [embedded];
  const postgres = { name: 'PostgreSQL', make: () => freshDatabase(url) };
  return process.env.TEST_ENGINE === 'postgres' ? [postgres] : [embedded, postgres];
}

async function freshFolder(): Promise<FreshPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-acceptance-'));
  return {
    settings: { PARLEY_DATA: join(folder, 'data') },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function freshDatabase(url: string): Promise<FreshPlace> {
  const name = `parley_acceptance_${randomBytes(6).toString('hex')}`;
  await asAdministrator(url, `create database ${name} template template0`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    settings: { DATABASE_URL: own.href },
    remove: () => asAdministrator(url, `drop database if exists ${name} with (force)`),
  };
}

async function asAdministrator(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
