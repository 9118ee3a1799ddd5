import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onEachServer } from '../../../test/support/running-parley.ts';

onEachServer('The settings of an organisation', (server) => {
  const call = async (key: string, method = 'GET', body?: unknown) => {
    const response = await fetch(`${server().url}/v1/tenant`, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  test('an admin switches the assistant off and on, for that organisation only', async () => {
    const [here, there] = [await server().newTenant(), await server().newTenant()];
    const [key, other] = [await server().newKey(here), await server().newKey(there)];
    const off = { name: `tenant ${here}`, assistant_enabled: false };
    assert.deepEqual(await call(key, 'PATCH', { assistant_enabled: false }), { status: 200, body: off });
    assert.deepEqual((await call(key)).body, off);
    assert.equal((await call(other)).body.assistant_enabled, true);
    assert.equal((await call(key, 'PATCH', { assistant_enabled: true })).body.assistant_enabled, true);
  });

  test('a member sees the settings and does not change them', async () => {
    const member = await server().newKey(await server().newTenant(), { role: 'member' });
    assert.equal((await call(member)).status, 200);
    assert.equal((await call(member, 'PATCH', { assistant_enabled: false })).status, 403);
  });

  test('anything but a yes or a no is a bad request', async () => {
    const key = await server().newKey(await server().newTenant());
    for (const body of [{}, { assistant_enabled: 'no' }, [], null])
      assert.equal((await call(key, 'PATCH', body)).body.error, 'validation_error');
  });
});
