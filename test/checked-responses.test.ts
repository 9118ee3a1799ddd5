import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkedResponses } from './support/checked-responses.ts';

const RATES = {
  'X-Request-Id': 'one',
  'X-RateLimit-Limit': '3, 3;window=60',
  'X-RateLimit-Remaining': '2',
  'X-RateLimit-Used': '1',
  'X-RateLimit-Reset': '1768465860',
  RateLimit: '"write";r=2;t=60',
  'RateLimit-Policy': '"write";q=3;w=60',
};
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** What is said of an answer of `path`, and the answer as it came through. */
async function check(method: string, path: string, answer: Response) {
  const { around, violations } = checkedResponses();
  const passed = await around(() => answer)(new Request(`http://parley${path}`, { method }));
  return { said: violations.join('\n'), passed };
}

const projects = (body: unknown, headers: object = {}, status = 200) =>
  check(
    'GET',
    '/v1/projects',
    new Response(JSON.stringify(body), { status, headers: { ...RATES, ...JSON_TYPE, ...headers } }),
  );

test('an answer as documented passes, and its body is still to be read', async () => {
  const { said, passed } = await projects({ items: [], nextCursor: null });
  assert.equal(said, '');
  assert.deepEqual(await passed.json(), { items: [], nextCursor: null });
});

test('a status, a type, a field too many or too few, and a header that lacks or is wrong are all told', async () => {
  const good = { items: [], nextCursor: null };
  const told: readonly (readonly [Promise<{ said: string }>, RegExp])[] = [
    [projects(good, {}, 418), /GET \/v1\/projects → 418: listProjects has no such status/],
    [projects(good, { 'Content-Type': 'text/html' }), /is text\/html, not application\/json/],
    [projects({ ...good, later: 1 }), /must NOT have additional properties.*later/],
    [projects({ items: [] }), /nextCursor/],
    [projects({ items: [{ slug: 'x' }], nextCursor: null }), /\/items\/0/],
    [projects(good, { 'X-RateLimit-Limit': '3' }), /X-RateLimit-Limit: 3: /],
    [projects(good, { 'Retry-After': '3' }), /has the header Retry-After, which is not documented/],
    [projects({ error: 'x' }, {}, 401), /lacks the header WWW-Authenticate/],
  ];
  for (const [checked, complaint] of told) assert.match((await checked).said, complaint);
});

test('a body where none belongs is told, and what cannot be read is', async () => {
  const gone = '/v1/projects/my-project-a1b2c';
  assert.equal((await check('DELETE', gone, new Response(null, { status: 204, headers: RATES }))).said, '');
  const broken = new Response('{"items":', { headers: { ...RATES, ...JSON_TYPE } });
  assert.match((await check('GET', '/v1/projects', broken)).said, /JSON/);
  const metrics = new Response('up 1\n', {
    headers: { 'X-Request-Id': 'one', 'Content-Type': 'text/plain' },
  });
  assert.equal((await check('GET', '/metrics', metrics)).said, '');
});

test('a stream passes on at once, with nothing of it read', async () => {
  let reads = 0;
  const endless = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        reads++;
        controller.enqueue(new TextEncoder().encode(': still here\n\n'));
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { ...RATES, 'Content-Type': 'text/event-stream; charset=utf-8' };
  const { said, passed } = await check('POST', '/v1/memory/chat', new Response(endless, { headers }));
  assert.deepEqual([said, reads, passed.bodyUsed], ['', 0, false]);
  await passed.body?.cancel();
});

test('HEAD counts as GET without a body; what is nowhere documented may only be refused', async () => {
  const head = new Response(null, { headers: { ...RATES, ...JSON_TYPE } });
  assert.equal((await check('HEAD', '/v1/projects', head)).said, '');
  const refuse = (status: number, headers: object = {}) =>
    new Response('{"error":"not_found","message":"There is nothing at this address."}', {
      status,
      headers: { ...RATES, ...JSON_TYPE, ...headers },
    });
  assert.equal((await check('GET', '/v1/nothing', refuse(404))).said, '');
  assert.equal((await check('PUT', '/v1/projects', refuse(405, { Allow: 'GET, HEAD, POST' }))).said, '');
  assert.match((await check('PUT', '/v1/projects', refuse(405))).said, /has no Allow/);
  assert.match((await check('PUT', '/v1/projects', refuse(404))).said, /is not documented/);
  assert.match((await check('GET', '/v1/nothing', refuse(200))).said, /is not documented/);
  const strange = new Response('{"oops":1}', { status: 404, headers: { ...RATES, ...JSON_TYPE } });
  assert.match((await check('GET', '/v1/nothing', strange)).said, /has the body of no API/);
});
