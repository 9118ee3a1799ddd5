import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DocumentDesk, openDocumentDesk } from '../../test/support/document-desk.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { ownTemporaryFolder } from '../../test/support/own-temporary-folder.ts';
import { plainReader } from '../../test/support/plain-reader.ts';
import { ParleyError } from '../core/errors.ts';
import type { DocumentReader } from '../documents/read-document.ts';
import { deleteDocument } from '../knowledge/delete-document.ts';
import { getDocument } from '../knowledge/get-document.ts';
import { getDocumentJob } from '../knowledge/get-document-job.ts';
import { leaseNextFile } from '../store/document-leases.ts';
import { runQuery } from '../store/query.ts';

ownTemporaryFolder();

const failing = (error: () => unknown): DocumentReader => ({
  ...plainReader,
  read: async () => Promise.reject(error()),
});

onEachEngine('reading documents in the background', (store) => {
  let folder: string;
  let desk: DocumentDesk;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-jobs-'));
    desk = await openDocumentDesk(store(), folder);
  });
  after(() => rm(folder, { recursive: true }));
  const jobOf = async (id: string) => getDocumentJob(store(), desk.context, id);

  test('a file whose reader is gone is taken over when its lease ends, and is stored once', async () => {
    const { id } = await desk.submit({ 'over.md': '# Over\n\nTaken over.' });
    const taken = await runQuery(store(), 'system', leaseNextFile('gone', 50));
    assert.equal(taken?.jobId, id);
    await desk.readAll();
    assert.equal((await jobOf(id)).status, 'running');
    await sleep(60);
    await desk.readAll();
    const { status, fileRows } = await jobOf(id);
    assert.deepEqual([status, fileRows[0]?.attempts, fileRows[0]?.outcome], ['completed', 2, 'added']);
    assert.equal((await desk.search('taken over')).length, 1);
  });

  test('who has lost a file to somebody else neither stores nor settles it', async () => {
    const { id } = await desk.submit({ 'slow.md': '# Slow\n\nA slow one.' });
    const slow: DocumentReader = {
      ...plainReader,
      async read(...given) {
        const end =
          "update document_job_files set lease_until = now() - interval '1 second' where job_id = $1";
        await store().autocommit(end, [id]);
        assert.equal((await runQuery(store(), 'system', leaseNextFile('other', 60_000)))?.jobId, id);
        return plainReader.read(...given);
      },
    };
    await desk.readAll({ reader: slow });
    const { status, fileRows } = await jobOf(id);
    assert.deepEqual([status, fileRows[0]?.attempts], ['running', 2]);
    assert.equal((await desk.search('slow one')).length, 0);
  });

  test('a fault that may pass is tried again, and told when it does not', async () => {
    const { id } = await desk.submit({ 'later.md': '# Later\n\nSooner or later.' });
    const errors: unknown[] = [];
    const broken = failing(() => new Error('a wire is loose'));
    for (let attempt = 1; attempt <= 2; attempt++) {
      await desk.readAll({ reader: broken }, { onError: (error) => errors.push(error), retryMs: 60_000 });
      const [file] = (await jobOf(id)).fileRows;
      assert.deepEqual([file?.state, file?.attempts], ['queued', 1]);
    }
    const { id: other } = await desk.submit({ 'never.md': '# Never\n\nNot at all.' });
    for (let attempt = 1; attempt <= 3; attempt++) {
      await desk.readAll({ reader: broken }, { onError: (error) => errors.push(error), retryMs: 0 });
      await sleep(5);
    }
    const [file] = (await jobOf(other)).fileRows;
    assert.deepEqual([file?.state, file?.attempts], ['failed', 3]);
    assert.match(String(file?.error), /could not be stored.*log/);
    assert.doesNotMatch(String(file?.error), /wire/);
    assert.equal(errors.length, 4);
    const document = await getDocument(store(), desk.context, String(file?.documentId));
    assert.deepEqual([document.status, document.error], ['failed', file?.error]);
  });

  test('what is wrong with the file itself is final at once', async () => {
    const { id } = await desk.submit({ 'bad.pdf': 'no pdf' });
    await desk.readAll({ reader: failing(() => new ParleyError('invalid_input', 'is no PDF')) });
    const [file] = (await jobOf(id)).fileRows;
    assert.deepEqual([file?.state, file?.attempts, file?.error], ['failed', 1, 'bad.pdf is no PDF.']);
  });

  test('a file that ends its reader again and again is given up with a sentence', async () => {
    const { id } = await desk.submit({ 'bomb.md': '# Bomb' });
    for (let attempt = 1; attempt <= 3; attempt++) {
      assert.equal((await runQuery(store(), 'system', leaseNextFile('crashed', 1)))?.jobId, id);
      await sleep(5);
    }
    await desk.readAll();
    const [file] = (await jobOf(id)).fileRows;
    assert.equal(file?.state, 'failed');
    assert.match(String(file?.error), /broken off 3 times/);
  });

  test('a document that is deleted while it is read does not come back', async () => {
    const { fileRows } = await desk.submit({ 'gone.md': `# Gone\n\n${'It is gone. '.repeat(20_000)}` });
    const documentId = String(fileRows[0]?.documentId);
    const reader: DocumentReader = {
      ...plainReader,
      async read(...given) {
        const read = await plainReader.read(...given);
        await deleteDocument(store(), desk.context, documentId);
        return read;
      },
    };
    await desk.readAll({ reader });
    assert.deepEqual(await desk.search('it is gone'), []);
    await assert.rejects(getDocument(store(), desk.context, documentId), /no such document/);
  });

  test('of two versions that are read in the wrong order, the later one stays', async () => {
    await desk.give({ 'v.md': '# V\n\nThe zeroth wombat.' });
    await desk.submit({ 'v.md': '# V\n\nThe first wombat.' });
    const first = await runQuery(store(), 'system', leaseNextFile('slow', 30));
    await desk.give({ 'v.md': '# V\n\nThe second wombat.' });
    await sleep(40);
    await desk.readAll();
    const found = await desk.search('wombat');
    assert.deepEqual(
      found.map(({ content }) => /second/.test(content)),
      [true],
    );
    assert.ok(first);
  });

  test('nobody sees half of a large document: the old one stays until the new one is whole', async () => {
    const chapter = (word: string) =>
      Array.from(
        { length: 400 },
        (_, index) => `## ${word} ${index}\n\n${`${word} stone ${index}. `.repeat(40)}`,
      ).join('\n\n');
    await desk.give({ 'large.md': chapter('granite') });
    const seen = new Set<string>();
    let looking = true;
    const look = (async () => {
      while (looking) {
        const found = await desk.search('stone', { limit: 50 });
        seen.add(
          [...new Set(found.map(({ content }) => (/basalt/.test(content) ? 'basalt' : 'granite')))]
            .sort()
            .join(),
        );
      }
    })();
    await desk.give({ 'large.md': chapter('basalt') });
    looking = false;
    await look;
    assert.deepEqual(
      [...seen].filter((each) => !['basalt', 'granite'].includes(each)),
      [],
    );
    const found = await desk.search('stone', { limit: 50 });
    assert.ok(found.length === 50 && found.every(({ content }) => /basalt/.test(content)));
  });

  test('no file is left behind on disk', async () => {
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith('parley-read-'));
    assert.deepEqual(left, []);
  });
});
