import { randomBytes } from 'node:crypto';
import type { Db } from '../../src/db/db.ts';
import { openDb } from '../../src/db/open.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import { schemaHash } from './embedded-store.ts';

/** The server that tests may make databases on; undefined when there is none. */
export const testDatabaseUrl = (): string | undefined => process.env.TEST_DATABASE_URL || undefined;

export interface TestDatabase {
  readonly databaseUrl: string;
  remove(): Promise<void>;
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** Runs `work` as the user of `url`, on one connection that is closed afterwards. */
export async function asAdministrator<T>(url: string, work: (admin: Db) => Promise<T>): Promise<T> {
  const admin = await openPostgres({ databaseUrl: url, maxConnections: 1 });
  try {
    return await work(admin);
  } finally {
    await admin.close();
  }
}

/** Makes the migrated template of this schema when it is missing; test files that start together take turns. */
async function ensureTemplate(url: string, admin: Db, template: string): Promise<void> {
  await admin.autocommit('select pg_advisory_lock(8134219)');
  try {
    const found = await admin.autocommit('select from pg_database where datname = $1', [template]);
    if (found.length > 0) return;
    const unfinished = `${template}_new`;
    await admin.autocommit(`drop database if exists ${unfinished} with (force)`);
    await admin.autocommit(`create database ${unfinished} template template0`);
    await (await openDb({ databaseUrl: withDatabase(url, unfinished), dataDir: '' })).close();
    await admin.autocommit(`alter database ${unfinished} rename to ${template}`);
  } finally {
    await admin.autocommit('select pg_advisory_unlock(8134219)');
  }
}

/** A database of its own on the server at `url`: with the newest schema, or empty. */
export async function newDatabase(
  url: string,
  content: 'schema' | 'nothing' = 'schema',
): Promise<TestDatabase> {
  const name = `parley_test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(url, async (admin) => {
    const template = content === 'nothing' ? 'template0' : `parley_template_${schemaHash()}`;
    if (content === 'schema') await ensureTemplate(url, admin, template);
    await admin.autocommit(`create database ${name} template ${template}`);
  });
  return {
    databaseUrl: withDatabase(url, name),
    remove: () =>
      asAdministrator(url, async (admin) => {
        await admin.autocommit(`drop database if exists ${name} with (force)`);
      }),
  };
}

/** A migrated empty store of its own on the PostgreSQL server at `url`. `discard` closes and deletes it. */
export async function newPostgresStore(url: string): Promise<{ db: Db; discard(): Promise<void> }> {
  const { databaseUrl, remove } = await newDatabase(url);
  const db = await openDb({ databaseUrl, dataDir: '' });
  return {
    db,
    async discard() {
      await db.close();
      await remove();
    },
  };
}
