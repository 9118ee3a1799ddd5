import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { before, test } from 'node:test';
import { type DocumentClient, documentClient } from '../../../test/support/document-client.ts';
import { ownTemporaryFolder } from '../../../test/support/own-temporary-folder.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, type Uuid } from '../../core/ids.ts';

type Json = Record<string, unknown>;

ownTemporaryFolder();

const keys = `# Signing keys

The signing key is rotated by the platform team every 90 days.

## Rotation

1. Run the job \`rotate-keys\`.
2. Restart the gateway.
`;
const leftovers = () =>
  readdirSync(tmpdir()).filter((name) => /^parley-(?:read|import|documents)-/.test(name));

onEachServer(
  'Documents and their jobs',
  (server) => {
    let tenantId: Uuid;
    let client: DocumentClient;
    before(async () => {
      tenantId = await server().newTenant();
      client = documentClient(server().url, await server().newKey(tenantId, { role: 'member' }));
    });

    /** A brand of its own for a test. */
    async function newBrand(by = client, scopes: string[] = []): Promise<string> {
      const brand_id = `brand-${newId()}`;
      assert.equal((await by.call('POST', '/v1/brands', { brand_id, scopes })).status, 201);
      return brand_id;
    }
    const items = async (path: string, by = client) => (await by.call('GET', path)).body.items as Json[];

    test('a file is answered with a job at once, and is a document when the job has ended', async () => {
      const brand_id = await newBrand();
      const sent = await client.send({ 'ops/keys.md': keys }, { brand_id });
      const { id, files } = sent.body as { id: string; files: Json[] };
      assert.deepEqual([sent.status, sent.headers.get('location')], [202, `/v1/jobs/${id}`]);
      const documentId = String(files[0]?.document_id);
      const job = await client.finished(id);
      const [file] = job.files;
      assert.deepEqual(
        [
          job.status,
          job.files_total,
          job.files_completed,
          job.files_failed,
          job.brand_id,
          job.scope,
          job.kind,
        ],
        ['completed', 1, 1, 0, brand_id, null, 'document'],
      );
      assert.deepEqual(
        [file?.name, file?.status, file?.outcome, file?.document_id, file?.attempts, file?.error],
        ['ops/keys.md', 'completed', 'added', documentId, 1, null],
      );
      const { body } = await client.call('GET', `/v1/documents/${documentId}`);
      assert.deepEqual(
        [body.status, body.title, body.external_id, body.format, body.errors, body.job_id],
        ['ready', 'Signing keys', 'ops/keys.md', 'markdown', [], id],
      );
      assert.equal(body.characters, keys.length);
      const text = (await client.call('GET', `/v1/documents/${documentId}/text`)).body;
      assert.equal(text.text, keys);
      const chunks = text.chunks as { start: number; end: number; content: string }[];
      assert.equal(chunks.length, body.chunks);
      for (const { start, end, content } of chunks) assert.equal(keys.slice(start, end), content);
    });

    test('texts come as JSON too, one or several, in any script, each under the id that it is given', async () => {
      const brand_id = await newBrand();
      const content = 'Der Schlüssel 🔑 liegt im Tresor.';
      const one = await client.call('POST', '/v1/documents', {
        brand_id,
        id: 'key',
        title: 'Tresor: 1',
        content,
      });
      const several = await client.call('POST', '/v1/documents', {
        brand_id,
        scope: 'faq',
        documents: [
          { title: 'Returns', text: 'Within 30 days.' },
          { id: 'b', content: 'B.' },
        ],
      });
      for (const { status, body } of [one, several]) {
        assert.equal(status, 202, JSON.stringify(body));
        assert.equal((await client.finished(String(body.id))).status, 'completed');
      }
      const found = await items(`/v1/documents?brand_id=${brand_id}`);
      assert.deepEqual(
        found.map(({ external_id, title, scope }) => [external_id, title, scope]),
        [
          ['b', 'b', 'faq'],
          ['Returns', 'Returns', 'faq'],
          ['key', 'Tresor: 1', null],
        ],
      );
      assert.deepEqual((await items(`/v1/documents?brand_id=${brand_id}&scope=faq&limit=1`)).length, 1);
      const { text } = (await client.call('GET', `/v1/documents/${found[2]?.id}/text`)).body;
      assert.equal(text, content);
      const { scopes } = (await client.call('GET', `/v1/brands/${brand_id}`)).body;
      assert.deepEqual(scopes, ['faq']);
    });

    test('the same content again is recognised, under its own name or another', async () => {
      const brand_id = await newBrand();
      const first = await client.give({ 'a.md': keys, 'copy.md': keys }, { brand_id });
      const second = await client.give({ 'a.md': keys, 'elsewhere/a.md': keys }, { brand_id });
      const ids = new Set([...first.files, ...second.files].map(({ document_id }) => document_id));
      assert.equal(ids.size, 1);
      assert.deepEqual(
        [...first.files, ...second.files].map(({ outcome }) => outcome),
        ['added', 'unchanged', 'unchanged', 'unchanged'],
      );
      assert.equal((await items(`/v1/documents?brand_id=${brand_id}`)).length, 1);
    });

    test('a changed file takes the place of its earlier version under the same id', async () => {
      const brand_id = await newBrand();
      const [before] = (await client.give({ 'a.md': '# A\n\nThe limit is 10.' }, { brand_id })).files;
      const [after] = (await client.give({ 'a.md': '# A\n\nThe limit is 20.' }, { brand_id })).files;
      assert.deepEqual([after?.outcome, after?.document_id], ['changed', before?.document_id]);
      const { text, chunks } = (await client.call('GET', `/v1/documents/${after?.document_id}/text`)).body;
      assert.match(String(text), /20/);
      assert.equal((chunks as Json[]).length, 1);
      assert.doesNotMatch(JSON.stringify(chunks), /limit is 10/);
    });

    test('a file that cannot be read fails with a sentence, and the others go in', async () => {
      const brand_id = await newBrand();
      const job = await client.give(
        {
          'good.md': keys,
          'photo.md': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
          'empty.txt': ' ',
        },
        { brand_id },
      );
      assert.equal(job.status, 'partially_failed');
      const failed = job.files.filter(({ status }) => status === 'failed');
      assert.deepEqual(failed.map(({ name }) => name).sort(), ['empty.txt', 'photo.md']);
      for (const { name, error, document_id } of failed) {
        assert.match(String(error), new RegExp(`^${name} .+\\.$`));
        const { body } = await client.call('GET', `/v1/documents/${document_id}`);
        assert.deepEqual([body.status, body.errors, body.chunks], ['failed', [error], 0]);
      }
      assert.equal((await items(`/v1/documents?brand_id=${brand_id}&status=failed`)).length, 2);
      const again = await client.call('POST', `/v1/jobs/${job.id}/retry`);
      assert.equal(again.status, 202);
      const retried = await client.finished(job.id);
      assert.deepEqual([retried.status, retried.files_failed], ['partially_failed', 2]);
      const [good] = (await client.give({ 'good2.md': `${keys}\nMore.` }, { brand_id })).files;
      assert.equal(good?.status, 'completed');
    });

    test('a version that cannot be read leaves the one before it in place', async () => {
      const brand_id = await newBrand();
      const [first] = (await client.give({ 'a.md': keys }, { brand_id })).files;
      const job = await client.give({ 'a.md': Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0) }, { brand_id });
      const { body } = await client.call('GET', `/v1/documents/${first?.document_id}`);
      assert.deepEqual([job.status, body.status, body.errors], ['failed', 'ready', [job.files[0]?.error]]);
      const { text } = (await client.call('GET', `/v1/documents/${first?.document_id}/text`)).body;
      assert.equal(text, keys);
    });

    test('a file of rows is as many documents; rows that are none are told with their line', async () => {
      const brand_id = await newBrand();
      const rows = [
        { _id: 1, title: 'One', text: 'The first.' },
        { _id: 'two', text: 'The second.' },
        { id: 'three' },
      ];
      const lines = rows.map((row) => JSON.stringify(row)).join('\n');
      const job = await client.give({ 'corpus.jsonl': lines }, { brand_id });
      const [file] = job.files;
      assert.deepEqual([file?.added, file?.rejected, file?.document_id], [2, 1, null]);
      const [problem] = (file?.problems ?? []) as Json[];
      assert.equal(problem?.line, 3);
      const again = await client.give({ 'corpus.jsonl': `${lines}\n` }, { brand_id });
      assert.deepEqual([again.files[0]?.added, again.files[0]?.unchanged], [0, 2]);
      const ids = (await items(`/v1/documents?brand_id=${brand_id}`)).map(({ external_id }) => external_id);
      assert.deepEqual(ids.sort(), ['1', 'two']);
    });

    test('a runbook has its alerts and its steps', async () => {
      const brand_id = await newBrand();
      const page = '# GatewayKeyExpired\n\n## Mitigation\n\n1. Run `rotate-keys`.\n2. Restart the gateway.\n';
      const [file] = (await client.give({ 'GatewayKeyExpired.md': page }, { brand_id, kind: 'runbook' }))
        .files;
      const { body } = await client.call('GET', `/v1/documents/${file?.document_id}`);
      assert.deepEqual([body.kind, body.alerts], ['runbook', ['GatewayKeyExpired']]);
      const steps = body.steps as { text: string }[];
      assert.equal(steps.length, 2);
      assert.match(String(steps[0]?.text), /rotate-keys/);
    });

    test('a deleted document is gone; what is not there is a 404, another organisation’s the same', async () => {
      const brand_id = await newBrand();
      const job = await client.give({ 'a.md': keys }, { brand_id });
      const path = `/v1/documents/${job.files[0]?.document_id}`;
      const foreign = documentClient(server().url, await server().newKey(await server().newTenant()));
      for (const [method, address] of [
        ...[['GET', path] as const, ['GET', `${path}/text`] as const, ['DELETE', path] as const],
        ...[['GET', `/v1/jobs/${job.id}`] as const, ['POST', `/v1/jobs/${job.id}/retry`] as const],
      ])
        assert.equal((await foreign.call(method, address)).status, 404, `${method} ${address}`);
      assert.deepEqual(await items('/v1/documents', foreign), []);
      assert.deepEqual(await items('/v1/jobs', foreign), []);
      assert.equal((await client.call('DELETE', path)).status, 204);
      for (const [method, address] of [['GET', path] as const, ['DELETE', path] as const]) {
        const { status, body } = await client.call(method, address);
        assert.deepEqual([status, body.error], [404, 'document_not_found']);
      }
      assert.equal((await client.call('GET', '/v1/documents/nonsense')).status, 404);
      assert.equal((await client.call('GET', `/v1/jobs/${newId()}`)).body.error, 'job_not_found');
    });

    test('a bad request is told, and leaves nothing behind', async () => {
      const brand_id = await newBrand();
      const foreign = documentClient(server().url, await server().newKey(await server().newTenant()));
      const theirs = await newBrand(foreign);
      const form = (name: string) => ({ [name]: keys });
      for (const [sent, status] of [
        [await client.send(form('a.md'), {}), 400],
        [await client.send(form('a.md'), { brand_id: 'nowhere' }), 400],
        [await client.send(form('a.md'), { brand_id: theirs }), 400],
        [await client.send(form('a.md'), { brand_id, kind: 'poem' }), 400],
        [await client.send(form('a.md'), { brand_id, scope: 'a,b' }), 400],
        [await client.send({}, { brand_id }), 400],
        [await client.send({ 'big.md': 'x'.repeat(2_100_000) }, { brand_id }), 413],
        [await client.call('POST', '/v1/documents', { brand_id, content: 'x' }), 400],
        [await client.call('POST', '/v1/documents', { brand_id, id: 'x' }), 400],
        [await client.call('POST', '/v1/documents', { brand_id, id: 'x', content: 7 }), 400],
        [await client.call('POST', '/v1/documents', { brand_id, documents: [] }), 400],
        [await client.call('GET', '/v1/documents?cursor=x'), 400],
        [await client.call('GET', '/v1/documents?limit=0'), 400],
        [await client.call('GET', '/v1/documents?brand_id=nowhere'), 400],
      ] as const)
        assert.equal(sent.status, status, JSON.stringify(sent.body));
      assert.deepEqual(await items(`/v1/documents?brand_id=${brand_id}`), []);
      assert.deepEqual(leftovers(), []);
    });

    test('reading and writing need their scopes, writing a role', async () => {
      const brand_id = await newBrand();
      const with_ = async (more: object) =>
        documentClient(server().url, await server().newKey(tenantId, more));
      const viewer = await with_({ role: 'viewer' });
      const reader = await with_({ role: 'member', scopes: ['documents:read'] });
      const other = await with_({ role: 'admin', scopes: ['incidents:read'] });
      assert.equal((await viewer.send({ 'a.md': keys }, { brand_id })).status, 403);
      assert.equal((await reader.send({ 'a.md': keys }, { brand_id })).status, 403);
      assert.equal((await viewer.call('GET', '/v1/documents')).status, 200);
      assert.equal((await reader.call('GET', '/v1/jobs')).status, 200);
      assert.equal((await other.call('GET', '/v1/documents')).status, 403);
      assert.equal((await other.call('GET', '/v1/jobs')).status, 403);
    });

    test('pages of documents and of jobs follow each other, the newest first', async () => {
      const own = documentClient(server().url, await server().newKey(await server().newTenant()));
      const brand_id = await newBrand(own);
      for (const name of ['a', 'b', 'c'])
        await own.give({ [`${name}.md`]: `# ${name}\n\nText.` }, { brand_id });
      for (const [path, nameOf] of [
        ['/v1/documents', ({ title }: Json) => title],
        ['/v1/jobs', ({ files_total }: Json) => files_total],
      ] as const) {
        const names: unknown[] = [];
        for (let cursor = ''; ; ) {
          const { body } = await own.call('GET', `${path}?limit=2${cursor && `&cursor=${cursor}`}`);
          names.push(...(body.items as Json[]).map(nameOf));
          if (body.next_cursor === null) break;
          cursor = String(body.next_cursor);
        }
        assert.deepEqual(names, path === '/v1/jobs' ? [1, 1, 1] : ['c', 'b', 'a']);
      }
    });

    test('a brand that is deleted takes its documents with it', async () => {
      const brand_id = await newBrand();
      const job = await client.give({ 'a.md': keys }, { brand_id });
      assert.equal((await client.call('DELETE', `/v1/brands/${brand_id}`)).status, 204);
      assert.equal((await client.call('GET', `/v1/documents/${job.files[0]?.document_id}`)).status, 404);
      assert.equal((await client.call('GET', `/v1/jobs/${job.id}`)).status, 404);
    });
  },
  { PARLEY_MAX_DOCUMENT: '2MB' },
);
