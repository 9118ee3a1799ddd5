import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { describe, test } from 'node:test';
import { newTenant } from '../../test/support/new-tenant.ts';
import { asAdministrator, newDatabase, testDatabaseUrl } from '../../test/support/postgres-store.ts';
import { openDb } from './open.ts';
import { openPostgres } from './postgres.ts';

const url = testDatabaseUrl() ?? '';

test('a server that does not answer is reported without its address and password', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const opening = openPostgres({ databaseUrl: `postgres://someone:hunter2@127.0.0.1:${port}/parley` });
  await assert.rejects(opening, (error: Error & { code: string }) => {
    assert.equal(error.code, 'unavailable');
    assert.doesNotMatch(error.message, /hunter2|127\.0\.0\.1|someone/);
    return true;
  });
});

describe('a PostgreSQL server', { skip: url === '' && 'TEST_DATABASE_URL is not set' }, () => {
  test('serves an owner who is no superuser, tenants walled off', async (t) => {
    const { databaseUrl, remove } = await newDatabase(url, 'nothing');
    const owner = `parley_owner_${randomBytes(6).toString('hex')}`;
    const ownerUrl = new URL(databaseUrl);
    ownerUrl.username = owner;
    await asAdministrator(databaseUrl, async (admin) => {
      await admin.autocommit(`
        create role ${owner} login; create extension vector; create extension pg_textsearch;
        grant all on schema public to ${owner}; grant create on database ${ownerUrl.pathname.slice(1)} to ${owner};
        grant parley_tenant, parley_credentials to ${owner}`);
    });
    t.after(async () => {
      await remove();
      await asAdministrator(url, async (admin) => {
        await admin.autocommit(`drop role ${owner}`);
      });
    });
    const db = await openDb({ databaseUrl: ownerUrl.href, dataDir: '' });
    t.after(() => db.close());
    const [ours, theirs] = [await newTenant(db), await newTenant(db)];
    const insert = 'insert into chat_quota (tenant_id, month, used) values ($1, $2, 1)';
    for (const tenantId of [ours, theirs])
      await db.batch({ tenantId }, [{ sql: insert, params: [tenantId, '2026-01-01'] }]);
    const count = { sql: 'select count(*) as rows from chat_quota' };
    assert.deepEqual(await db.batch({ tenantId: ours }, [count]), [[{ rows: 1 }]]);
    assert.deepEqual(await db.batch('system', [count]), [[{ rows: 2 }]]);
  });

  test('whose connection breaks in a transaction gets the next one over a new connection', async (t) => {
    const db = await openPostgres({ databaseUrl: url, maxConnections: 1 });
    t.after(() => db.close());
    const broken = db.transaction('system', async (tx) => {
      await tx.query('select pg_terminate_backend(pg_backend_pid())');
      await tx.query('select 1');
    });
    await assert.rejects(broken, { code: 'unavailable' });
    await db.ping();
  });

  test('that takes too long is given up on', async (t) => {
    const db = await openPostgres({ databaseUrl: url, maxConnections: 1, statementTimeoutMs: 50 });
    t.after(() => db.close());
    await assert.rejects(db.autocommit('select pg_sleep(30)'), { code: 'unavailable' });
    await db.maintain(['select pg_sleep(0.1)']);
  });
});
