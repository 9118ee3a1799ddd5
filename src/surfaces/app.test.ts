import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { onEachServer } from '../../test/support/running-parley.ts';

onEachServer('The server', (server) => {
  const ask = async (message: string, key: string, init: RequestInit = {}) =>
    fetch(`${server().url}/v1/memory/chat`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ message }),
      ...init,
    });

  test('says that it is alive and ready, and what it offers, to anyone', async () => {
    for (const [path, expected] of [
      ['/healthz', 'ok'],
      ['/readyz', 'ready'],
    ] as const) {
      const response = await fetch(server().url + path);
      assert.deepEqual([response.status, await response.json()], [200, { status: expected }]);
    }
    assert.match(await (await fetch(server().url)).text(), /POST \/v1\/memory\/chat/);
    assert.equal((await fetch(`${server().url}/healthz`, { method: 'POST' })).status, 405);
  });

  test('counts requests by route and status, answers, and names its database', async () => {
    const key = await server().newKey(await server().newTenant());
    await ask('refuse this', key);
    await ask('', key);
    const text = await (await fetch(`${server().url}/metrics`)).text();
    assert.match(
      text,
      /parley_http_request_duration_seconds_count\{method="POST",route="\/v1\/memory\/chat",status="400"\} [1-9]/,
    );
    assert.match(text, /parley_answers_total\{dialect="memory",answerer="echo",outcome="abstained"\} 1/);
    assert.match(text, /parley_turn_duration_seconds_count\{dialect="memory",answerer="echo"\} \d/);
    assert.match(text, /parley_database_info\{engine="(pglite|postgres)"\} 1/);
    assert.match(text, /nodejs_eventloop_lag_seconds/);
    assert.doesNotMatch(text, /tenant/);
  });

  test('no message, key or token reaches the log, also when something breaks', async () => {
    const key = await server().newKey(await server().newTenant());
    const secrets = [
      'marigold pancakes',
      key,
      key.split('_')[2] ?? '',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl',
    ];
    await ask('What about the marigold pancakes?', key);
    await ask('fail over marigold pancakes', key);
    await ask(`x${'marigold pancakes'.repeat(400)}`, key);
    await ask('marigold pancakes', secrets[3] ?? '');
    await fetch(`${server().url}/v1/memory/chat/history?cursor=marigold%20pancakes`, {
      headers: { Authorization: `Bearer ${key}` },
    });
    await fetch(`${server().url}/v1/marigold%20pancakes`);
    const log = server().logged.join('');
    for (const secret of secrets) assert.ok(!log.includes(secret), secret);
    assert.doesNotMatch(log, /marigold/);
    const lines = server().logged.map((line) => JSON.parse(line));
    const failure = lines.find(({ status }) => status === 500);
    assert.deepEqual([failure.level, failure.route, failure.err.type], ['error', '/v1/memory/chat', 'Error']);
    assert.match(failure.err.stack, /echo-answerer/);
    assert.ok(
      lines.filter(({ event }) => event === 'request').every(({ requestId, ms }) => requestId && ms >= 0),
    );
  });

  test('takes over a sane request id, and makes one in place of any other', async () => {
    const idFor = async (id: string) =>
      (await fetch(`${server().url}/healthz`, { headers: { 'X-Request-Id': id } })).headers.get(
        'x-request-id',
      );
    assert.equal(await idFor('trace-1.2_3'), 'trace-1.2_3');
    for (const id of ['', 'a b', '{"level":"fatal"}', 'x'.repeat(101)])
      assert.match((await idFor(id)) ?? '', /^[0-9a-f-]{36}$/);
  });

  test('forbids sniffing, framing and storing of answers', async () => {
    const response = await ask('hello', await server().newKey(await server().newTenant()));
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.headers.get('x-frame-options'), 'SAMEORIGIN');
    assert.equal(response.headers.get('cache-control'), 'no-store');
  });

  test('a client that leaves stops the answerer, and what was said stays in its history', async () => {
    const key = await server().newKey(await server().newTenant());
    const leaving = new AbortController();
    const asked = ask('wait until I am gone', key, { signal: leaving.signal });
    while (!server().answerer.asked.some(({ question }) => question === 'wait until I am gone'))
      await sleep(5);
    leaving.abort();
    await assert.rejects(asked);
    const history = async () => {
      const response = await fetch(`${server().url}/v1/memory/chat/history`, {
        headers: { Authorization: `Bearer ${key}` },
      });
      return ((await response.json()) as { items: unknown[] }).items;
    };
    while ((await history()).length === 0) await sleep(5);
    assert.equal((await history()).length, 1);
  });
});
