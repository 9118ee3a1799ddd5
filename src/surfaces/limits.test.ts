import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { onEachServer } from '../../test/support/running-parley.ts';

const headersOf = (response: Response) => ({
  limit: response.headers.get('x-ratelimit-limit'),
  remaining: response.headers.get('x-ratelimit-remaining'),
  used: response.headers.get('x-ratelimit-used'),
});

onEachServer(
  'A server with the limits of the contract',
  (server) => {
    const read = (key: string, path = '/v1/memory/chat/history', method = 'GET') =>
      fetch(server().url + path, { method, headers: { Authorization: `Bearer ${key}` } });
    const ask = (key: string, body = '{"message":"hello"}') =>
      fetch(`${server().url}/v1/memory/chat`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
        body,
      });

    test('five reads and three writes a minute, counted apart, errors included', async () => {
      const key = await server().newKey(await server().newTenant());
      assert.deepEqual(headersOf(await ask(key)), { limit: '3, 3;window=60', remaining: '2', used: '1' });
      assert.deepEqual(headersOf(await ask(key, 'no JSON')), {
        limit: '3, 3;window=60',
        remaining: '1',
        used: '2',
      });
      assert.deepEqual(headersOf(await read(key)), { limit: '5, 5;window=60', remaining: '4', used: '1' });
      assert.deepEqual(headersOf(await read(key, '/v1/no/such/thing')), {
        limit: '5, 5;window=60',
        remaining: '3',
        used: '2',
      });
      const response = await ask(key);
      assert.equal(response.headers.get('ratelimit-policy'), '"write";q=3;w=60');
      assert.match(response.headers.get('ratelimit') ?? '', /^"write";r=0;t=\d+$/);
      const over = await ask(key);
      assert.equal(over.status, 429);
      assert.deepEqual(await over.json(), {
        error: 'rate_limit_exceeded',
        message: 'Rate limit exceeded. Try again later.',
      });
      assert.equal((await read(key)).status, 200);
    });

    test('a repeated request with an Idempotency-Key counts as a request', async () => {
      const key = await server().newKey(await server().newTenant());
      const once = () =>
        fetch(`${server().url}/v1/memory/chat`, {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${key}`,
            'Content-Type': 'application/json',
            'Idempotency-Key': 'a',
          },
          body: '{"message":"hello"}',
        });
      const statuses = [];
      for (let index = 0; index < 4; index++) statuses.push((await once()).status);
      assert.deepEqual(statuses, [200, 200, 200, 429]);
    });

    test('each key has its own window, and one tenant cannot use up that of another', async () => {
      const tenantId = await server().newTenant();
      const [one, two] = [await server().newKey(tenantId), await server().newKey(tenantId)];
      for (let index = 0; index < 4; index++) await ask(one);
      assert.equal((await ask(one)).status, 429);
      assert.equal((await ask(two)).status, 200);
    });

    test('refused credentials are limited by address, and do not shut out good ones', async () => {
      const statuses = [];
      for (let index = 0; index < 5; index++) statuses.push((await read('prl_guess')).status);
      assert.deepEqual(statuses, [401, 401, 401, 401, 429]);
      assert.equal((await read(await server().newKey(await server().newTenant()))).status, 200);
    });

    test('one address does not use up the limit of another', async () => {
      const from = (localAddress: string) =>
        new Promise<number | undefined>((resolve, reject) => {
          const sent = request(`${server().url}/v1/projects`, { localAddress, agent: false }, (response) => {
            response.resume().on('end', () => resolve(response.statusCode));
          });
          sent.on('error', reject).end();
        });
      for (let index = 0; index < 4; index++) assert.equal(await from('127.0.0.2'), 401);
      assert.equal(await from('127.0.0.2'), 429);
      assert.equal(await from('127.0.0.3'), 401);
    });

    test('what an operator asks for has no limit', async () => {
      for (let index = 0; index < 12; index++) {
        const response = await fetch(`${server().url}/healthz`);
        assert.deepEqual([response.status, response.headers.get('x-ratelimit-limit')], [200, null]);
      }
    });
  },
  { PARLEY_RATE_READ: '5/60s', PARLEY_RATE_WRITE: '3/60s', PARLEY_RATE_REFUSED: '4/60s' },
);

onEachServer(
  'A server behind one proxy',
  (server) => {
    test('limits the address that the proxy saw, whatever else the caller claims', async () => {
      const from = async (forwarded: string) =>
        (await fetch(`${server().url}/v1/projects`, { headers: { 'X-Forwarded-For': forwarded } })).status;
      assert.deepEqual([await from('203.0.113.7'), await from('203.0.113.7')], [401, 429]);
      assert.equal(await from('198.51.100.1, 203.0.113.7'), 429);
      assert.equal(await from('203.0.113.8'), 401);
    });
  },
  { PARLEY_RATE_REFUSED: '1/60s', PARLEY_TRUSTED_PROXIES: '1' },
);
