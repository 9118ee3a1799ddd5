import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onEachServer } from '../../../test/support/running-parley.ts';

onEachServer('The keys of an organisation', (server) => {
  const call = async (bearer: string, path = '/v1/keys', method = 'GET') => {
    const response = await fetch(server().url + path, {
      method,
      headers: { Authorization: `Bearer ${bearer}` },
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
  };
  const idOf = async (admin: string, name: string) => {
    const { items } = (await call(admin)).body as { items: { id: string; name: string | null }[] };
    return items.find((item) => item.name === name)?.id;
  };

  test('an admin sees them without their secrets, and ends one at once', async () => {
    const tenantId = await server().newTenant();
    const admin = await server().newKey(tenantId);
    const lost = await server().newKey(tenantId, { name: 'lost', role: 'member' });
    assert.equal((await call(lost, '/v1/memory/chat/history')).status, 200);
    const listed = JSON.stringify((await call(admin)).body);
    assert.ok(!listed.includes(lost) && !listed.includes(lost.split('_')[2] ?? ''));
    const path = `/v1/keys/${await idOf(admin, 'lost')}`;
    assert.equal((await call(admin, path, 'DELETE')).status, 204);
    assert.equal((await call(lost, '/v1/memory/chat/history')).status, 401);
    assert.equal((await call(admin, path, 'DELETE')).status, 204);
  });

  test("a member may not, and another organisation's key is as unknown as one that never was", async () => {
    const tenantId = await server().newTenant();
    const admin = await server().newKey(tenantId, { name: 'first' });
    const member = await server().newKey(tenantId, { role: 'member' });
    const limited = await server().newKey(tenantId, { scopes: ['ai.chat:read'] });
    const path = `/v1/keys/${await idOf(admin, 'first')}`;
    for (const bearer of [member, limited]) {
      assert.equal((await call(bearer)).status, 403);
      assert.equal((await call(bearer, path, 'DELETE')).status, 403);
    }
    const stranger = await server().newKey(await server().newTenant());
    const refused = await call(stranger, path, 'DELETE');
    assert.deepEqual([refused.status, refused.body.error], [404, 'key_not_found']);
    assert.equal((await call(admin)).status, 200);
  });
});
