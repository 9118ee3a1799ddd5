import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { runImport } from './run-import.ts';

onEachEngine('an import', (store) => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-import-test-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const put = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  };
  const lines = (from: number, to: number, more: object = {}): string =>
    Array.from({ length: to - from }, (_, at) =>
      JSON.stringify({
        id: `INC-${from + at}`,
        title: `Queue stuck ${from + at}`,
        started_at: '2024-05-06T10:00:00Z',
        service: 'queue',
        tags: ['kafka', 'lag'],
        ...more,
      }),
    ).join('\n');
  const rows = async (db: Db, tenantId: Uuid, sql: string): Promise<Record<string, unknown>[]> =>
    (await db.batch({ tenantId }, [{ sql }]))[0] ?? [];
  const countOf = async (db: Db, tenantId: Uuid, table: string): Promise<number> =>
    Number((await rows(db, tenantId, `select count(*) as n from ${table}`))[0]?.n);

  test('of what is there already changes nothing, not even the version of the knowledge', async () => {
    const db = store();
    const tenant = await newTenant(db);
    const path = await put('same/a.jsonl', lines(0, 600));
    const first = await runImport(db, tenant, [path]);
    assert.deepEqual([first.added, first.changed, first.unchanged], [600, 0, 0]);
    const version = await rows(db, tenant, 'select version from knowledge_versions');
    const again = await runImport(db, tenant, [path]);
    assert.deepEqual([again.added, again.changed, again.unchanged], [0, 0, 600]);
    assert.deepEqual(await rows(db, tenant, 'select version from knowledge_versions'), version);
    assert.equal(await countOf(db, tenant, 'incidents'), 600);
  });

  test('of a changed record replaces its fields, labels, texts and passages', async () => {
    const db = store();
    const tenant = await newTenant(db);
    const path = await put(
      'changed.md',
      '# Cache lost\n\n**Severity:** SEV3\n\n## Summary\n\nThe `cache-a` node went away.\n',
    );
    await runImport(db, tenant, [path]);
    const [before] = await rows(db, tenant, 'select id from incidents');
    await put(
      'changed.md',
      '# Cache lost\n\n**Severity:** SEV1\n\n## Summary\n\nThe `cache-b` node went away.\n',
    );
    const report = await runImport(db, tenant, [path]);
    assert.deepEqual([report.added, report.changed], [0, 1]);
    assert.deepEqual(await rows(db, tenant, 'select id from incidents'), [before]);
    assert.deepEqual(await rows(db, tenant, 'select value from incident_labels'), [{ value: 'SEV1' }]);
    const passages = await rows(db, tenant, 'select body, identifiers from passages');
    assert.equal(passages.length, 1);
    assert.match(String(passages[0]?.body), /cache-b/);
    assert.deepEqual(
      ((passages[0]?.identifiers ?? []) as string[]).filter((name) => name.startsWith('cache')),
      ['cache-b'],
    );
    assert.match(
      String((await rows(db, tenant, 'select full_text from incident_texts'))[0]?.full_text),
      /cache-b/,
    );
  });

  test('keeps the tenants apart: one id in two tenants is two incidents', async () => {
    const db = store();
    const [one, other] = [await newTenant(db), await newTenant(db)];
    const uuid = '3c7e1f5a-0000-4000-8000-00000000beef';
    const path = await put(
      'uuid.json',
      JSON.stringify([{ uuid, title: 'Shared id', started_at: '2024-01-01T00:00:00Z' }]),
    );
    await runImport(db, one, [path]);
    assert.equal(await countOf(db, other, 'incidents'), 0);
    assert.equal((await runImport(db, other, [path])).added, 1);
    assert.deepEqual(await rows(db, one, 'select id from incidents'), [{ id: uuid }]);
    assert.deepEqual(await rows(db, other, 'select id from incidents'), [{ id: uuid }]);
  });

  test('at the same time as another one into the same tenant loses and doubles nothing', async () => {
    const db = store();
    const tenant = await newTenant(db);
    const a = await put('twice/a.jsonl', lines(0, 700));
    const b = await put('twice/b.jsonl', lines(350, 1050));
    const reports = await Promise.all([runImport(db, tenant, [a]), runImport(db, tenant, [b])]);
    assert.equal(reports[0].added + reports[1].added, 1050);
    assert.equal(await countOf(db, tenant, 'incidents'), 1050);
    assert.equal(await countOf(db, tenant, 'incident_labels'), 1050 * 3);
    assert.equal(await countOf(db, tenant, 'passages'), 1050);
  });

  test('that breaks off leaves whole batches only', async () => {
    const db = store();
    const tenant = await newTenant(db);
    const path = await put('broken-off.jsonl', lines(0, 1000));
    let transactions = 0;
    const failing: Db = {
      ...db,
      engine: db.engine,
      maintain: (statements) => db.maintain(statements),
      transaction: (scope, work) =>
        db.transaction(scope, async (tx) => {
          const result = await work(tx);
          if (++transactions === 3) throw new Error('the connection is lost');
          return result;
        }),
    };
    await assert.rejects(runImport(failing, tenant, [path]), /connection is lost/);
    const incidents = await countOf(db, tenant, 'incidents');
    assert.equal(incidents, 500);
    for (const table of ['incident_texts', 'passages'])
      assert.equal(await countOf(db, tenant, table), incidents, table);
    assert.equal(await countOf(db, tenant, 'incident_labels'), incidents * 3);
    assert.equal((await runImport(db, tenant, [path])).added, 500);
  });

  test('rejects broken records with file, line and reason, and takes the rest', async () => {
    const db = store();
    const tenant = await newTenant(db);
    await put('mixed/a.jsonl', `${lines(0, 2)}\n{"id": 1, "title"\n${lines(2, 3)}\n"text"\n{"id":"x"}\n`);
    await put('mixed/b.csv', 'id,title,started_at\nC-1,Good,2024-01-01\nC-2,"Bad\n');
    await put('mixed/c.csv', 'id,title,started_at\nC-3,Short\nC-4,Good,2024-01-02\n');
    await put(
      'mixed/d.json',
      '[{"id":"D-1","title":"Good","severity":"high"},\n{"id":"D-2","title":},\n{"id":"D-3","title":"Good too","severity":"low"}]',
    );
    const report = await runImport(db, tenant, [join(folder, 'mixed')]);
    assert.equal(report.added, 3 + 1 + 1 + 2);
    const told = report.rejected
      .map(({ file, line, reason }) => `${file}:${line} ${reason.slice(0, 24)}`)
      .sort();
    assert.deepEqual(told, [
      'a.jsonl:3 is not valid JSON: Expec',
      'a.jsonl:5 is not an object with fi',
      'a.jsonl:6 has no title, name, summ',
      'b.csv:3 is not CSV: a quote is n',
      'c.csv:2 has 2 cells where the he',
      'd.json:2 is not valid JSON: Unexp',
    ]);
  });

  test('names every file that holds no incident, and the reason', async () => {
    const db = store();
    const tenant = await newTenant(db);
    await put('skip/LICENSE', 'Permission is hereby granted, free of charge, to any person');
    await put('skip/README.md', '# Our incidents\n\nWelcome.');
    await put('skip/template.md', '# Incident title\n\nDate: YYYY-MM-DD\n\n## Summary\n');
    await put('skip/empty.md', '  \n');
    await put('skip/logo.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]));
    await put('skip/runbooks/restart.md', '# Restart the queue\n\n## Steps\n\n1. Stop it.\n');
    await put('skip/package.json', '{"name": "x", "version": "1.0.0", "dependencies": {}}');
    await put(
      'skip/documents.jsonl',
      '{"_id":"1","title":"Wings","text":"lift and drag"}\n{"_id":"2","title":"Flow","text":"laminar"}',
    );
    await put('skip/.hidden.md', '# Hidden');
    await put('skip/incidents/one.md', '# Disk full\n\n## Summary\n\nOn 3 May 2024 the disk was full.\n');
    await symlink('/etc/passwd', join(folder, 'skip/passwd.md'));
    const report = await runImport(db, tenant, [join(folder, 'skip')]);
    assert.equal(report.added, 1);
    assert.deepEqual(report.rejected, []);
    const reasons = Object.fromEntries(report.skipped.map(({ file, reason }) => [file, reason]));
    assert.deepEqual(Object.keys(reasons).sort(), [
      '.hidden.md',
      'LICENSE',
      'README.md',
      'documents.jsonl',
      'empty.md',
      'logo.png',
      'package.json',
      'passwd.md',
      'runbooks/restart.md',
      'template.md',
    ]);
    assert.match(reasons['runbooks/restart.md'] ?? '', /looks like a runbook/);
    assert.match(reasons['passwd.md'] ?? '', /link/);
    assert.equal(
      (await runImport(db, tenant, [join(folder, 'skip/runbooks')], { as: 'incidents' })).added,
      1,
    );
  });

  test('of a path that does not exist fails before anything is written', async () => {
    const db = store();
    const tenant = await newTenant(db);
    const path = await put('there.md', '# There\n\nOn 3 May 2024 it was there.\n');
    await assert.rejects(runImport(db, tenant, [path, join(folder, 'not-there')]), {
      code: 'not_found',
      message: /not-there/,
    });
    assert.equal(await countOf(db, tenant, 'incidents'), 0);
  });

  test('takes the later of two records with one id, and says so', async () => {
    const db = store();
    const tenant = await newTenant(db);
    const path = await put(
      'twins.jsonl',
      '{"id":"T-1","title":"First","severity":"low"}\n{"id":"T-1","title":"Second","severity":"low"}\n',
    );
    const report = await runImport(db, tenant, [path]);
    assert.deepEqual(await rows(db, tenant, 'select title from incidents'), [{ title: 'Second' }]);
    assert.deepEqual(report.warnings, [
      { file: 'twins.jsonl', line: 2, reason: 'T-1 was already in twins.jsonl:1; the later one counts' },
    ]);
  });

  test('rejects a record that claims the id of a different one', async () => {
    const db = store();
    const tenant = await newTenant(db);
    const record = (uuid: string, title: string): string =>
      JSON.stringify({ id: 'K-1', uuid, title, severity: 'low' });
    await runImport(db, tenant, [
      await put('claim-1.jsonl', record('00000000-0000-4000-8000-000000000001', 'Owner')),
    ]);
    const report = await runImport(db, tenant, [
      await put('claim-2.jsonl', record('00000000-0000-4000-8000-000000000002', 'Other')),
    ]);
    assert.equal(report.added, 0);
    assert.match(report.rejected[0]?.reason ?? '', /K-1, which already belongs to "Owner"/);
  });

  test('finds incidents by words and by identifiers as written', async () => {
    const db = store();
    const tenant = await newTenant(db);
    const path = await put(
      'words.md',
      '# Proxy restarts\n\n## Summary\n\nThe kube-proxy pods logged ERR_POOL_TIMEOUT after v1.24.3 on 10.0.3.7.\n',
    );
    await runImport(db, tenant, [path]);
    const found = await rows(
      db,
      tenant,
      "select incident_id from passages where identifiers @> array['kube-proxy','err_pool_timeout','v1.24.3','10.0.3.7']",
    );
    assert.equal(found.length, 1);
    const [words] = await db.batch({ tenantId: tenant }, [
      {
        sql: "select body from passages where tenant_id = $1::uuid order by body <@> to_bm25query('restarting proxies', 'passages_body') limit 1",
        params: [tenant],
      },
    ]);
    assert.match(String(words?.[0]?.body), /Proxy restarts/);
  });
});
