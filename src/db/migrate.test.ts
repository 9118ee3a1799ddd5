import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onlyPostgres } from '../../test/support/on-each-engine.ts';
import { newDatabase, testDatabaseUrl } from '../../test/support/postgres-store.ts';
import type { Db } from './db.ts';
import { migrate } from './migrate.ts';
import { migration, readMigrations } from './migrations.ts';
import { IN_MEMORY, openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

const APPLIED = "select name from parley_migrations where name like '0%' order by name";

/** Two openings of one empty store; the embedded one has a single opening, used twice. */
async function openEmpty(
  url: string | undefined,
): Promise<{ first: Db; second: Db; discard(): Promise<void> }> {
  if (url === undefined) {
    const db = await openPglite(IN_MEMORY);
    return { first: db, second: db, discard: () => db.close() };
  }
  const { databaseUrl, remove } = await newDatabase(url, 'nothing');
  const [first, second] = [await openPostgres({ databaseUrl }), await openPostgres({ databaseUrl })];
  return {
    first,
    second,
    async discard() {
      await Promise.all([first.close(), second.close()]);
      await remove();
    },
  };
}

function suite(url: string | undefined): void {
  test('two starters at once bring an empty store to the newest schema, each step once', async (t) => {
    const { first, second, discard } = await openEmpty(url);
    t.after(discard);
    await Promise.all([migrate(first), migrate(second)]);
    const names = (await first.autocommit(APPLIED)).map(({ name }) => name);
    assert.deepEqual(
      names,
      readMigrations().map(({ name }) => name),
    );
  });

  test('steps are checked, walled and all or nothing', async (t) => {
    const { first: db, discard } = await openEmpty(url);
    t.after(discard);
    const before = readMigrations();
    await migrate(db, before);

    const table = migration(
      '9001_parts.sql',
      `create table parts (tenant_id uuid not null, id int) partition by list (tenant_id);
       create table parts_rest partition of parts default;`,
    );
    await migrate(db, [...before, table]);
    const walled = await db.autocommit(
      "select tablename as name from pg_policies where policyname = 'tenant_wall' and tablename like 'parts%' order by 1",
    );
    assert.deepEqual(walled, [{ name: 'parts' }, { name: 'parts_rest' }]);

    const changed = migration(table.name, `${table.sql} -- changed`);
    await assert.rejects(migrate(db, [...before, changed]), {
      code: 'unavailable',
      message: /9001_parts\.sql was changed/,
    });

    const failing = migration('9002_half.sql', 'create table half (id int); select 1 / 0;');
    await assert.rejects(migrate(db, [...before, table, failing]), {
      code: 'unavailable',
      message: /9002_half\.sql failed: division by zero/,
    });
    assert.deepEqual(await db.autocommit("select to_regclass('half') as half"), [{ half: null }]);
    await migrate(db, [...before, table]);
  });
}

describe('migrations (embedded)', { skip: onlyPostgres() && 'PostgreSQL only' }, () => suite(undefined));

const url = testDatabaseUrl();
describe('migrations (postgres)', { skip: url === undefined && 'TEST_DATABASE_URL is not set' }, () =>
  suite(url),
);
