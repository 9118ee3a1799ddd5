import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { before, test } from 'node:test';
import { onEachServer } from '../../../test/support/running-parley.ts';
import type { Uuid } from '../../core/ids.ts';

type Json = Record<string, unknown>;
type Body = NonNullable<RequestInit['body']>;

const post = (title: string) =>
  `# ${title}\n\n## Summary\n\nCards were refused.\n\n## Root cause\n\nA certificate had expired.\n`;
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('parley-import-'));

onEachServer(
  'POST /v1/imports',
  (server) => {
    let tenantId: Uuid;
    let key: string;
    before(async () => {
      tenantId = await server().newTenant();
      key = await server().newKey(tenantId, { role: 'member' });
    });

    async function send(body: Body, contentType?: string, query = '', bearer = key) {
      const response = await fetch(`${server().url}/v1/imports${query}`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${bearer}`,
          ...(contentType ? { 'Content-Type': contentType } : {}),
        },
        body,
        duplex: 'half',
      });
      return { status: response.status, body: (await response.json()) as Json };
    }
    const externalIds = async (tenant = tenantId) => {
      const sql = 'select external_id from incidents order by external_id';
      const rows = await server().parley.db.transaction({ tenantId: tenant }, (tx) =>
        tx.query<{ external_id: string }>(sql),
      );
      return rows.map(({ external_id }) => external_id);
    };
    const form = (files: readonly (readonly [name: string, content: string])[]) => {
      const data = new FormData();
      for (const [name, content] of files) data.append('file', new Blob([content]), name);
      return data;
    };

    test('an upload that is refused before it is read leaves its connection usable', async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const large = Buffer.alloc(900_000, 'x');
      const call = (path: string, headers: Record<string, string>, body?: Buffer) =>
        new Promise<number | undefined>((resolve, reject) => {
          const method = body ? 'POST' : 'GET';
          const options = { agent, method, headers: { Authorization: `Bearer ${key}`, ...headers } };
          const sent = request(server().url + path, options, (response) => {
            response.resume().on('end', () => resolve(response.statusCode));
          });
          sent.on('error', reject).end(body);
        });
      const refused: readonly (readonly [path: string, type: string, status: number])[] = [
        ['/v1/imports', 'multipart/form-data', 400],
        ['/v1/imports?as=poems', 'text/markdown', 400],
        ['/v1/imports?folder=..', 'text/markdown', 400],
        ['/v1/imports', 'image/png', 415],
        ['/v1/nothing', 'text/markdown', 404],
      ];
      try {
        for (const [path, type, status] of refused) {
          assert.equal(await call(path, { 'Content-Type': type }, large), status, `${path} ${type}`);
          assert.equal(await call('/v1/tenant', {}), 200, `after ${path} ${type}`);
        }
      } finally {
        agent.destroy();
      }
    });

    test('a Markdown file is an incident under the name it was sent with, and the same again changes nothing', async () => {
      const first = await send(
        post('Cards refused'),
        'text/markdown; charset=utf-8',
        '?filename=2026/cards.md',
      );
      assert.deepEqual([first.status, first.body.files, first.body.added], [200, 1, 1]);
      assert.deepEqual(await externalIds(), ['2026/cards.md']);
      const again = await send(post('Cards refused'), 'text/markdown', '?filename=2026/cards.md');
      assert.deepEqual([again.body.added, again.body.unchanged], [0, 1]);
    });

    test('files sent without a name are known by their content', async () => {
      const tenant = await server().newTenant();
      const own = await server().newKey(tenant);
      for (const title of ['One', 'Two', 'One']) await send(post(title), 'text/markdown', '', own);
      assert.equal((await externalIds(tenant)).length, 2);
    });

    test('JSON, JSON Lines and CSV are read as what they are said to be', async () => {
      const tenant = await server().newTenant();
      const own = await server().newKey(tenant);
      const record = (id: string) =>
        JSON.stringify({ id, title: `Incident ${id}`, started_at: '2026-03-04T10:00:00Z' });
      await send(`[${record('A')}]`, 'application/json', '', own);
      await send(`${record('B')}\n${record('C')}\n`, 'application/x-ndjson', '', own);
      await send('id,title,started_at\nD,Incident D,2026-03-04T10:00:00Z\n', 'text/csv', '', own);
      assert.deepEqual(await externalIds(tenant), ['A', 'B', 'C', 'D']);
    });

    test('a form brings many files with their folders, skips what is no incident and says why', async () => {
      const tenant = await server().newTenant();
      const own = await server().newKey(tenant);
      const files = form([
        ['team/a.md', post('A')],
        ['team/b.md', post('B').padEnd(300_000)],
        ['team/README.md', '# About'],
        ['team/broken.json', '[{"id": '],
      ]);
      files.append('note', 'no file');
      const { status, body } = await send(files, undefined, '', own);
      assert.deepEqual(
        [status, body.files, body.added, body.skippedCount, body.rejectedCount],
        [200, 4, 2, 1, 1],
      );
      assert.deepEqual(await externalIds(tenant), ['team/a.md', 'team/b.md']);
      assert.equal((body.skipped as Json[])[0]?.file, 'team/README.md');
      assert.equal((body.rejected as Json[])[0]?.file, 'team/broken.json');
    });

    test('a name cannot leave the upload, nor take a place in the file system', async () => {
      const tenant = await server().newTenant();
      const own = await server().newKey(tenant);
      for (const name of ['../../etc/one.md', '/etc/two.md', 'C:\\temp\\three.md'])
        assert.equal(
          (await send(post(name), 'text/markdown', `?filename=${encodeURIComponent(name)}`, own)).status,
          200,
        );
      assert.deepEqual(await externalIds(tenant), ['etc/one.md', 'etc/two.md', 'temp/three.md']);
      for (const name of ['', '..', 'a\0b', 'a\nb', 'x'.repeat(300)]) {
        const { status, body } = await send(
          post('x'),
          'text/markdown',
          `?filename=${encodeURIComponent(name)}`,
          own,
        );
        assert.deepEqual([status, body.error], [400, 'validation_error'], JSON.stringify(name).slice(0, 20));
      }
    });

    test('what is too large, of another kind, or no form is refused, and leaves nothing behind', async () => {
      const before = leftovers();
      const endless = new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
      }).pipeThrough(new TransformStream({ transform: cutAfter(40) }));
      const refusals: readonly (readonly [Body, string | undefined, number, string])[] = [
        ['x'.repeat(1_100_000), 'application/json', 413, 'payload_too_large'],
        [endless, 'application/json', 413, 'payload_too_large'],
        [form([['big.md', 'x'.repeat(1_100_000)]]), undefined, 413, 'payload_too_large'],
        [
          form(Array.from({ length: 9 }, (_, index) => [`${index}.md`, post('x')] as const)),
          undefined,
          413,
          'payload_too_large',
        ],
        ['%PDF-', 'application/pdf', 415, 'unsupported_media_type'],
        ['x', 'text/plain', 415, 'unsupported_media_type'],
        [form([]), undefined, 400, 'validation_error'],
        [
          form([
            ['same.md', post('a')],
            ['same.md', post('b')],
          ]),
          undefined,
          400,
          'validation_error',
        ],
        [
          form([
            ['a', post('a')],
            ['a/b.md', post('b')],
          ]),
          undefined,
          400,
          'validation_error',
        ],
        ['no form', 'multipart/form-data', 400, 'validation_error'],
        ['no form', 'multipart/form-data; boundary=x', 400, 'validation_error'],
        [
          '--x\r\nContent-Disposition: form-data; name="f"; filename="a.md"\r\n\r\ncut',
          'multipart/form-data; boundary=x',
          400,
          'validation_error',
        ],
      ];
      const known = await externalIds();
      for (const [index, [body, type, status, error]] of refusals.entries()) {
        const answer = await send(body, type);
        assert.deepEqual([answer.status, answer.body.error], [status, error], `refusal ${index}`);
      }
      assert.deepEqual(await externalIds(), known);
      assert.deepEqual(leftovers(), before);
    });

    test('what the caller says that files hold goes before what their folders are called', async () => {
      const tenant = await server().newTenant();
      const own = await server().newKey(tenant);
      const runbook = form([['runbooks/cards.md', post('Cards refused')]]);
      assert.equal((await send(runbook, undefined, '', own)).body.skippedCount, 1);
      const below = form([['cards.md', post('Cards refused')]]);
      assert.equal((await send(below, undefined, '?folder=runbooks', own)).body.skippedCount, 1);
      assert.equal((await send(runbook, undefined, '?as=incidents', own)).body.added, 1);
      const { status, body } = await send(runbook, undefined, '?as=runbooks', own);
      assert.deepEqual([status, body.error], [400, 'validation_error']);
      assert.match(String(body.message), /sent to \/v1\/documents/);
      assert.equal((await send(runbook, undefined, '?as=poems', own)).status, 400);
    });

    test('needs a credential, the role and the scope', async () => {
      const viewer = await server().newKey(tenantId, { role: 'viewer' });
      const other = await server().newKey(tenantId, { scopes: ['ai.chat:write'] });
      assert.equal((await send(post('x'), 'text/markdown', '', 'prl_nothing')).status, 401);
      assert.equal((await send(post('x'), 'text/markdown', '', viewer)).status, 403);
      assert.equal((await send(post('x'), 'text/markdown', '', other)).status, 403);
    });

    test('brings knowledge to its own tenant only', async () => {
      const tenant = await server().newTenant();
      await send(post('Mine'), 'text/markdown', '?filename=mine.md', await server().newKey(tenant));
      assert.deepEqual(await externalIds(tenant), ['mine.md']);
      assert.ok(!(await externalIds()).includes('mine.md'));
    });
  },
  { PARLEY_MAX_IMPORT: '1MB', PARLEY_MAX_IMPORT_FILES: '8' },
);

function cutAfter(chunks: number) {
  let seen = 0;
  return (chunk: Uint8Array, controller: TransformStreamDefaultController<Uint8Array>) => {
    if (seen++ < chunks) controller.enqueue(chunk);
    else controller.terminate();
  };
}
