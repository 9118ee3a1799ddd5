import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type DocumentDesk, openDocumentDesk } from '../../../test/support/document-desk.ts';
import { onEachEngine } from '../../../test/support/on-each-engine.ts';
import { plainReader } from '../../../test/support/plain-reader.ts';
import { newId } from '../../core/ids.ts';
import { openPostgres } from '../../db/postgres.ts';
import { cleanUpDocuments } from '../../jobs/clean-up.ts';
import { addBrandScope } from '../../knowledge/add-brand-scope.ts';
import { deleteBrand } from '../../knowledge/delete-brand.ts';
import { deleteDocument } from '../../knowledge/delete-document.ts';
import { getDocument, getDocumentContent } from '../../knowledge/get-document.ts';
import { getDocumentJob } from '../../knowledge/get-document-job.ts';
import { passageTable } from '../../store/brand-tables.ts';
import type { DocumentReader } from '../read-document.ts';
import { composeDocument } from './compose-document.ts';
import { type IngestParts, ingestFile } from './ingest-file.ts';
import { publishDocument } from './publish-document.ts';

const chapters = (word: string, count = 400): string =>
  Array.from(
    { length: count },
    (_, index) => `## ${word} ${index}\n\n${`${word} stone ${index}. `.repeat(40)}`,
  ).join('\n\n');

onEachEngine('the storing of documents', (store) => {
  let folder: string;
  let desk: DocumentDesk;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-ingest-'));
  });
  after(() => rm(folder, { recursive: true }));
  const open = async () => {
    desk = await openDocumentDesk(store(), folder);
    return desk;
  };
  const rowsOf = async (id: string) => (await getDocumentJob(store(), desk.context, id)).fileRows;
  const outcomesOf = async (id: string) => (await rowsOf(id)).map(({ outcome }) => outcome);
  const countOf = async () => {
    const sql = 'select count(*) as documents from documents where brand_id = $1';
    return Number((await store().autocommit(sql, [desk.brandId]))[0]?.documents);
  };
  const passagesStored = async () => {
    const [row] = await store().autocommit(`select count(*) as passages from ${passageTable(desk.brandId)}`);
    return Number(row?.passages);
  };

  test('the same content twice is one document, under the same name or another', async () => {
    await open();
    const text = '# Wells\n\nHow to dig wells.';
    const { id } = await desk.give({ 'wells.md': text });
    assert.deepEqual(await outcomesOf(id), ['added']);
    const again = await desk.give({ 'wells.md': text, 'copy/of/wells.md': text });
    assert.deepEqual(await outcomesOf(again.id), ['unchanged', 'unchanged']);
    const [first, second] = await rowsOf(again.id);
    assert.equal(first?.documentId, second?.documentId);
    assert.equal(await countOf(), 1);
    assert.equal((await desk.search('dig wells')).length, 1);
  });

  test('the same content in two files of one upload is stored once', async () => {
    await open();
    await desk.give({ 'one.md': '# Twin\n\nTwins.', 'two.md': '# Twin\n\nTwins.' });
    assert.equal(await countOf(), 1);
    assert.equal((await desk.search('twins')).length, 1);
  });

  test('the same content in another collection is a document of its own, and is found there', async () => {
    await open();
    for (const scope of ['one', 'two']) await addBrandScope(store(), desk.context, 'docs', scope);
    const files = { 'bridge.md': '# Bridges\n\nBridges of stone.' };
    for (const scope of ['one', 'two']) await desk.give(files, scope);
    for (const scopes of [['one'], ['two']])
      assert.equal((await desk.search('bridges', { scopes })).length, 1);
    assert.equal((await desk.search('bridges')).length, 2);
  });

  test('a changed file takes the place of its old version, and none of that is left', async () => {
    await open();
    const { id } = await desk.give({ 'wall.md': '# Wall\n\nMade of granite.' });
    const documentId = String((await rowsOf(id))[0]?.documentId);
    const changed = await desk.give({ 'wall.md': '# Wall\n\nMade of basalt.' });
    assert.deepEqual(await outcomesOf(changed.id), ['changed']);
    assert.equal((await rowsOf(changed.id))[0]?.documentId, documentId);
    assert.deepEqual(await desk.search('granite'), []);
    const [found] = await desk.search('basalt');
    const { text } = await getDocumentContent(store(), desk.context, documentId);
    assert.equal([...String(text)].slice(found?.start, found?.end).join(''), found?.content);
    assert.equal(await passagesStored(), 1);
  });

  test('a document that is deleted is found no more, and may come again', async () => {
    await open();
    const files = { 'tower.md': '# Tower\n\nTowers of brick.' };
    for (let time = 0; time < 2; time++) {
      const { id } = await desk.give(files);
      assert.deepEqual(await outcomesOf(id), ['added']);
      assert.equal((await desk.search('towers')).length, 1);
      await deleteDocument(store(), desk.context, String((await rowsOf(id))[0]?.documentId));
      assert.deepEqual(await desk.search('towers'), []);
      assert.equal(await passagesStored(), 0);
    }
  });

  test('a large document is seen by nobody before it is whole', async () => {
    await open();
    const { fileRows } = await desk.submit({ 'large.md': chapters('marble') });
    let passages = 0;
    const looking: DocumentReader = {
      ...plainReader,
      async read(...given) {
        const read = await plainReader.read(...given);
        passages = read.passages.length;
        return read;
      },
    };
    const seen: number[] = [];
    const watched: IngestParts['db'] = {
      ...store(),
      async transaction(scope, work) {
        const result = await store().transaction(scope, work);
        if ((await passagesStored()) > 0) seen.push((await desk.search('marble', { limit: 400 })).length);
        return result;
      },
    };
    await desk.readAll({ reader: looking, db: watched });
    assert.ok(passages > 300, String(passages));
    const whole = Math.min(passages, 400);
    assert.ok(seen.filter((found) => found === 0).length >= 3, 'it was looked at on the way');
    assert.deepEqual([...new Set(seen)], [0, whole]);
    const document = await getDocument(store(), desk.context, String(fileRows[0]?.documentId));
    assert.deepEqual([document.status, document.passages], ['ready', passages]);
    assert.equal(await passagesStored(), passages);
  });

  test('what a crash left of a large document is cleaned up, and of one that is still written nothing', async () => {
    await open();
    const { tenantId, brandId } = desk;
    await desk.submit({ 'crash.md': chapters('flint') });
    let writes = 0;
    const crashing: IngestParts['db'] = {
      ...store(),
      transaction(scope, work) {
        writes += 1;
        if (writes === 5) throw new Error('the process ends here');
        return store().transaction(scope, work);
      },
    };
    await desk.readAll({ db: crashing }, { maxAttempts: 1 }).catch(() => {});
    const left = await passagesStored();
    assert.ok(left > 0, 'something is left');
    assert.deepEqual(await desk.search('flint'), []);
    await cleanUpDocuments(store());
    assert.equal(await passagesStored(), left);
    await store().autocommit(
      `update hidden_revisions set since = now() - interval '2 hours' where brand_id = '${brandId}'`,
    );
    await cleanUpDocuments(store());
    assert.equal(await passagesStored(), 0);
    const hidden = 'select count(*) as revisions from hidden_revisions where tenant_id = $1';
    assert.deepEqual(await store().autocommit(hidden, [tenantId]), [{ revisions: 0 }]);
  });

  test('a process that slept while it wrote publishes nothing of what was cleaned up', async () => {
    await open();
    const { tenantId, brandId } = desk;
    const { fileRows } = await desk.submit({ 'asleep.md': chapters('slate') });
    const documentId = String(fileRows[0]?.documentId);
    const path = join(folder, newId());
    await writeFile(path, chapters('slate'));
    const read = await plainReader.read(path, 'asleep.md', 'document');
    const origin = {
      id: documentId,
      externalId: 'asleep.md',
      kind: 'document',
      contentHash: Buffer.alloc(32),
    } as const;
    let writes = 0;
    const sleeping: IngestParts['db'] = {
      ...store(),
      async transaction(scope, work) {
        if (++writes === 5) {
          await store().autocommit("update hidden_revisions set since = now() - interval '2 hours'");
          await cleanUpDocuments(store());
        }
        return store().transaction(scope, work);
      },
    };
    const publishing = publishDocument(
      sleeping,
      { tenantId, brandId, scope: '' },
      composeDocument(read, { ...origin, sizeBytes: 1 }),
      { wanted: async () => true, settle: async () => {} },
    );
    await assert.rejects(publishing, /took too long/);
    assert.equal(await passagesStored(), 0);
    assert.deepEqual(await desk.search('slate'), []);
  });

  test('two who write to one brand at once lose nothing and wait for each other', async () => {
    await open();
    const files = (who: string) =>
      Object.fromEntries(
        Array.from({ length: 12 }, (_, index) => [
          `${who}/${index}.md`,
          `# ${who} ${index}\n\nGravel of ${who} ${index}.`,
        ]),
      );
    const shared = (text: string) => ({ 'shared.md': `# Shared\n\n${text}` });
    await Promise.all([
      desk.submit({ ...files('ada'), ...shared('By ada, pebbles.'), 'ada.md': chapters('ada', 350) }),
      desk.submit({ ...files('bob'), ...shared('By bob, pebbles.'), 'bob.md': chapters('bob', 350) }),
      desk.submit({ 'rows.jsonl': rows('carol', 300) }),
    ]);
    const errors: unknown[] = [];
    const how = { onError: (error: unknown) => errors.push(error) };
    await Promise.all([desk.readAll({}, how), desk.readAll({}, how), desk.readAll({}, how)]);
    assert.deepEqual(errors, []);
    assert.equal((await desk.search('gravel', { limit: 100 })).length, 24);
    assert.equal((await desk.search('pebbles')).length, 1);
    assert.equal((await desk.search('carol', { limit: 400 })).length, 300);
    for (const who of ['ada', 'bob'])
      assert.ok((await desk.search(`${who} stone`, { limit: 400 })).length > 340);
    assert.equal(await countOf(), 24 + 1 + 2 + 300);
  });

  test('two processes that write to one brand at once lose nothing', {
    skip: !process.env.TEST_DATABASE_URL,
  }, async (t) => {
    if (store().engine !== 'postgres') return t.skip('the embedded store belongs to one process');
    await open();
    const [row] = await store().autocommit('select current_database() as name');
    const databaseUrl = new URL(String(process.env.TEST_DATABASE_URL));
    databaseUrl.pathname = `/${row?.name}`;
    const second = await openPostgres({ databaseUrl: databaseUrl.href, maxConnections: 3 });
    try {
      const many = (who: string) => ({ 'rows.jsonl': rows(who, 400), 'both.jsonl': rows('shared', 200) });
      for (const who of ['dora', 'emil']) await desk.submit(many(who));
      const errors: unknown[] = [];
      const how = { onError: (error: unknown) => errors.push(error) };
      await Promise.all([desk.readAll({}, how), desk.readAll({ db: second }, how)]);
      assert.deepEqual(errors, []);
      for (const [who, count] of [
        ['dora', 400],
        ['emil', 400],
        ['shared', 200],
      ] as const)
        assert.equal((await desk.search(who, { limit: 500 })).length, count, who);
      assert.equal(await countOf(), 1000);
    } finally {
      await second.close();
    }
  });

  test('rows are known by their ids: unchanged ones stay, changed ones are replaced, bad ones are told', async () => {
    await open();
    const line = (id: number, word: string) =>
      JSON.stringify({ id: `row-${id}`, title: `Row ${id}`, text: `${word} of row ${id}.` });
    await desk.give({ 'rows.jsonl': [line(1, 'Chalk'), line(2, 'Chalk'), line(3, 'Chalk')].join('\n') });
    const { id } = await desk.give({
      'rows.jsonl': [line(1, 'Chalk'), line(2, 'Loam'), '{"id": ', line(4, 'Loam')].join('\n'),
    });
    const [file] = await rowsOf(id);
    assert.deepEqual(
      [file?.added, file?.changed, file?.unchanged, file?.rejected, file?.problems[0]?.line],
      [1, 1, 1, 1, 3],
    );
    assert.equal((await desk.search('chalk')).length, 2);
    assert.equal((await desk.search('loam')).length, 2);
    assert.equal(await countOf(), 4);
  });

  test('NUL and half characters in names and texts do no harm', async () => {
    await open();
    const { id } = await desk.submit({
      'nul\0l.md': '# Nul\n\nQuartz with nul.',
      'half\ud800.md': '# Half\n\nQuartz with half.',
      'whole \u{1F9F1}.md': '# Whole \u{1F9F1}\n\nQuartz with a brick \u{1F9F1}.',
      'rows.jsonl': `${JSON.stringify({ id: 'r\0\ud800', title: 't\0\udfff', text: 'Quartz\0 \ud83d in rows.' })}\n`,
    });
    await desk.readAll();
    const files = await rowsOf(id);
    assert.deepEqual(
      files.map(({ state }) => state),
      files.map(() => 'completed'),
      JSON.stringify(files),
    );
    assert.equal((await desk.search('quartz')).length, 4);
    for (const question of ['quartz\0', 'quartz \ud800', '\0', '\ud800 \udfff'])
      assert.ok((await desk.search(question)).length >= 0);
  });

  test('a brand that is deleted while its files are read leaves nothing', async () => {
    await open();
    await desk.submit({ 'gone.md': chapters('gypsum'), 'rows.jsonl': rows('gypsum', 250) });
    const errors: unknown[] = [];
    const reader: DocumentReader = {
      ...plainReader,
      async read(...given) {
        await deleteBrand(store(), desk.context, 'docs');
        return plainReader.read(...given);
      },
    };
    await desk.readAll({ reader }, { onError: (error) => errors.push(error) });
    assert.deepEqual(errors, []);
    const table = passageTable(desk.brandId);
    assert.deepEqual(await store().autocommit('select to_regclass($1) as found', [table]), [{ found: null }]);
    assert.deepEqual(await desk.search('gypsum'), []);
  });

  test('a file that was taken for rows and is none is told, not stored', async () => {
    await open();
    const path = join(folder, newId());
    await writeFile(path, 'no rows');
    const { tenantId, brandId } = desk;
    const file = {
      ...{ jobId: newId(), path, name: 'x.md', readAs: 'x.md', sizeBytes: 7, contentHash: Buffer.alloc(32) },
      ...{
        documentId: null,
        collection: { tenantId, brandId, scope: '' },
        kind: 'document' as const,
        settle: async () => {},
      },
    } as const;
    await assert.rejects(ingestFile(desk.parts, file), /taken for a file of documents/);
  });
});

const rows = (word: string, count: number): string =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      id: `${word}-${index}`,
      title: `${word} ${index}`,
      text: `The ${word} number ${index}.`,
    }),
  ).join('\n');
