import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fsyncSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, test } from 'node:test';
import { newStoreFolder } from '../../test/support/embedded-store.ts';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onlyPostgres } from '../../test/support/on-each-engine.ts';
import { openDb } from './open.ts';
import { startPglite } from './pglite-engine.ts';

const HOLDER = new URL('../../test/support/hold-store.ts', import.meta.url).pathname;
const holders = new Set<ChildProcess>();

/** A process that has the store in `dataDir` open and writes; `lines` are what it prints. */
function holdStore(dataDir: string) {
  const child = spawn(process.execPath, [HOLDER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  holders.add(child);
  const ended = once(child, 'exit');
  return { child, ended, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

async function take(lines: AsyncIterator<string>, count: number): Promise<string[]> {
  const taken: string[] = [];
  while (taken.length < count) {
    const { value, done } = await lines.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

after(() => {
  for (const holder of holders) holder.kill('SIGKILL');
});

describe('the embedded store', { skip: onlyPostgres() && 'PostgreSQL only' }, () => {
  test('has every acknowledged row after its process was killed', async (t) => {
    const { dataDir, remove } = await newStoreFolder();
    t.after(remove);
    const { child, ended, lines } = holdStore(dataDir);
    const acknowledged = await take(lines, 200);
    child.kill('SIGKILL');
    await ended;
    acknowledged.push(...(await take(lines, Number.POSITIVE_INFINITY)));
    const db = await openDb({ dataDir });
    t.after(() => db.close());
    const [row] = await db.autocommit('select count(*) as found from tenants where id = any($1)', [
      acknowledged,
    ]);
    assert.ok(acknowledged.length >= 200);
    assert.equal(row?.found, acknowledged.length);
  });

  test('asks the disk to keep each committed transaction', async (t) => {
    const folder = join(await mkdtemp(join(tmpdir(), 'parley-fsync-')), 'store');
    t.after(() => rm(folder, { recursive: true, force: true }));
    let calls = 0;
    const engine = await startPglite(folder, undefined, (descriptor) => {
      calls++;
      fsyncSync(descriptor);
    });
    await engine.exec('create table notes (text text)');
    calls = 0;
    for (let count = 0; count < 50; count++)
      await engine.query('insert into notes values ($1)', [`note ${count}`]);
    await engine.close();
    assert.ok(calls >= 50, `${calls} calls of fsync for 50 transactions`);
  });

  test('is refused to a second process, which is told who has it, and free once that one was killed', async (t) => {
    const { dataDir, remove } = await newStoreFolder();
    t.after(remove);
    const { child, ended, lines } = holdStore(dataDir);
    await take(lines, 1);
    await assert.rejects(openDb({ dataDir }), {
      code: 'store_in_use',
      message: new RegExp(`in use by process ${child.pid}\\. `),
    });
    child.kill('SIGKILL');
    await ended;
    const db = await openDb({ dataDir });
    await db.close();
  });

  test('is given to one of several processes that start at once, also over what a broken-off start left', async (t) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'parley-race-'));
    t.after(() => rm(dataDir, { recursive: true, force: true }));
    await mkdir(join(dataDir, 'pglite-18.new'));
    await writeFile(join(dataDir, 'pglite-18.new', 'PG_VERSION'), '18');
    await writeFile(join(dataDir, 'store.pid'), '1');
    const starters = Array.from({ length: 3 }, () => holdStore(dataDir));
    const first = await Promise.all(starters.map(async ({ lines }) => (await take(lines, 1))[0] ?? ''));
    const winners = first.filter((line) => /^[0-9a-f-]{36}$/.test(line));
    assert.equal(winners.length, 1, first.join('\n'));
    assert.equal(first.filter((line) => line.includes('is in use by process')).length, 2, first.join('\n'));
  });

  test('is refused to a second opener in the same process, and free after it was closed', async (t) => {
    const { dataDir, remove } = await newStoreFolder();
    t.after(remove);
    const db = await openDb({ dataDir });
    await assert.rejects(openDb({ dataDir }), { code: 'store_in_use', message: /this process already/ });
    await db.close();
    await (await openDb({ dataDir })).close();
  });

  test('lives on when the engine breaks down, with every committed row', async (t) => {
    const { dataDir, remove } = await newStoreFolder();
    t.after(remove);
    const db = await openDb({ dataDir });
    t.after(() => db.close());
    const tenantId = await newTenant(db);
    const nesting = 1_000_000;
    const tooDeep = db.transaction('system', async (tx) => {
      await tx.query('delete from tenants');
      await tx.query('select $1::jsonb', ['['.repeat(nesting) + ']'.repeat(nesting)]);
    });
    await assert.rejects(tooDeep, { code: 'unavailable' });
    assert.deepEqual(await db.autocommit('select id from tenants'), [{ id: tenantId }]);
  });

  test('finishes what runs before it closes, and takes nothing new', async (t) => {
    const { dataDir, remove } = await newStoreFolder();
    t.after(remove);
    const db = await openDb({ dataDir });
    const running = Array.from({ length: 5 }, (_, value) =>
      db.autocommit('select $1::int as value', [value]),
    );
    const closed = db.close();
    await assert.rejects(db.ping(), { code: 'unavailable' });
    const rows = await Promise.all(running);
    assert.deepEqual(
      rows.map(([row]) => row?.value),
      [0, 1, 2, 3, 4],
    );
    await closed;
  });

  test('does not open what is no folder', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-file-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const dataDir = join(folder, 'file');
    await writeFile(dataDir, '');
    await assert.rejects(openDb({ dataDir }), { code: 'unavailable' });
  });
});
