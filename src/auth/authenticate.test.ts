import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { newApiKeyText } from './api-key-text.ts';
import { createApiKey, endApiKey, listApiKeys, renewApiKey } from './api-keys.ts';
import { type Authenticate, createAuthenticate } from './authenticate.ts';

const isRefusal = (error: unknown) => error instanceof ParleyError && error.code === 'unauthorized';

onEachEngine('API keys', (store: () => Db) => {
  let tenantId: Uuid;
  let authenticate: Authenticate;
  const bearer = (key: string) => authenticate(`Bearer ${key}`, 'request-1');

  before(async () => {
    tenantId = await newTenant(store());
    authenticate = createAuthenticate(store(), undefined);
  });

  test('a key names its tenant, role and scopes', async () => {
    const { id, key } = await createApiKey(store(), { tenantId, role: 'member', scopes: ['ai.chat:read'] });
    assert.deepEqual((await bearer(key)).context, {
      tenantId,
      actor: `key:${id}`,
      role: 'member',
      scopes: ['ai.chat:read'],
      credential: 'api_key',
      requestId: 'request-1',
    });
  });

  test('a key brings its own limits, or none', async () => {
    const own = await createApiKey(store(), { tenantId, role: 'member', rateRead: '100/60s' });
    assert.deepEqual((await bearer(own.key)).rates, { read: { limit: 100, windowMs: 60_000 }, write: null });
  });

  test('the store holds neither a key nor its secret', async () => {
    const { key } = await createApiKey(store(), { tenantId, role: 'admin' });
    const rows = await store().transaction('system', (tx) =>
      tx.query('select to_jsonb(api_keys) as row from api_keys'),
    );
    const secret = key.split('_')[2] ?? '';
    assert.equal(secret.length, 49);
    assert.ok(!JSON.stringify(rows).includes(secret.slice(0, 20)));
    assert.ok(!JSON.stringify(await listApiKeys(store(), tenantId)).includes('secretHash'));
  });

  test('no header, another scheme, a mistyped, an unknown and a truncated key are refused alike', async () => {
    const { key } = await createApiKey(store(), { tenantId, role: 'admin' });
    const mistyped = key.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
    const headers = [
      undefined,
      '',
      'Bearer',
      `Basic ${key}`,
      key,
      `Bearer ${mistyped}`,
      `Bearer ${newApiKeyText()}`,
      `Bearer ${key.slice(0, -1)}`,
      `Bearer ${key} ${key}`,
      `Bearer ${'x'.repeat(100_000)}`,
    ];
    for (const header of headers)
      await assert.rejects(authenticate(header, 'r'), isRefusal, String(header).slice(0, 40));
  });

  test('a key with the right prefix and a secret of its own making is refused', async () => {
    const { key } = await createApiKey(store(), { tenantId, role: 'admin' });
    // A forger who knows the format can compute the checksum too.
    const { crc32 } = await import('node:zlib');
    const body = `${key.slice(0, 15)}${'0'.repeat(43)}`;
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    let sum = crc32(body);
    let checksum = '';
    for (let i = 0; i < 6; i++, sum = Math.floor(sum / 62)) checksum = digits.charAt(sum % 62) + checksum;
    await assert.rejects(bearer(body + checksum), isRefusal);
  });

  test('revocation takes effect with the next request', async () => {
    const { id, key } = await createApiKey(store(), { tenantId, role: 'admin' });
    await bearer(key);
    await endApiKey(store(), id);
    await assert.rejects(bearer(key), isRefusal);
    await assert.rejects(
      endApiKey(store(), newId()),
      (error) => error instanceof ParleyError && error.code === 'not_found',
    );
  });

  test('a key that is looked up at the very moment of its revocation is not remembered as good', async () => {
    for (let round = 0; round < 20; round++) {
      const { id, key } = await createApiKey(store(), { tenantId, role: 'admin' });
      const looking = Array.from({ length: 5 }, () => bearer(key).catch(() => undefined));
      await endApiKey(store(), id);
      await Promise.all(looking);
      await assert.rejects(bearer(key), isRefusal);
    }
  });

  test('a key ends when it expires', async () => {
    const expiresAt = new Date(Date.now() + 60_000);
    const { key } = await createApiKey(store(), { tenantId, role: 'admin', expiresAt });
    await bearer(key);
    const past = await createApiKey(store(), {
      tenantId,
      role: 'admin',
      expiresAt: new Date(Date.now() - 1),
    });
    await assert.rejects(bearer(past.key), isRefusal);
  });

  test('a renewed key ends the earlier secret and stays the same caller', async () => {
    const { id, key } = await createApiKey(store(), { tenantId, role: 'admin' });
    const renewed = await renewApiKey(store(), tenantId, id);
    await assert.rejects(bearer(key), isRefusal);
    assert.equal((await bearer(renewed)).context.actor, `key:${id}`);
  });

  test('the time of last use is written once a minute', async () => {
    const { id, key } = await createApiKey(store(), { tenantId, role: 'admin' });
    const lastUsed = async () =>
      (await listApiKeys(store(), tenantId)).find((each) => each.id === id)?.lastUsedAt;
    assert.equal(await lastUsed(), null);
    await bearer(key);
    const first = await lastUsed();
    assert.ok(first instanceof Date);
    await bearer(key);
    assert.deepEqual(await lastUsed(), first);
  });
});
