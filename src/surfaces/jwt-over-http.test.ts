import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SignJWT } from 'jose';
import { onEachServer } from '../../test/support/running-parley.ts';
import { newId, prefixedId } from '../core/ids.ts';

const SECRET = 'a secret that is long enough for HS256';

onEachServer(
  'A caller with a JWT',
  (server) => {
    const token = (claims: Record<string, unknown>, expires = '1m') =>
      new SignJWT({ sub: 'ada', roles: ['member'], ...claims })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('https://id.example.test')
        .setAudience('parley')
        .setExpirationTime(expires)
        .sign(new TextEncoder().encode(SECRET));
    const ask = async (bearer: string, body: object = { message: 'hello' }) => {
      const response = await fetch(`${server().url}/v1/memory/chat`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };

    test('is in the tenant that the token names, by either form of its id or by name', async () => {
      const tenantId = await server().newTenant();
      for (const tenant_id of [tenantId, prefixedId('ten', tenantId), `tenant ${tenantId}`])
        assert.equal((await ask(await token({ tenant_id }))).status, 200, tenant_id);
      for (const tenant_id of [newId(), 'nobody', ''])
        assert.deepEqual((await ask(await token({ tenant_id }))).body.error, 'unauthorized', tenant_id);
    });

    test('has conversations that another subject, and the same subject of another tenant, do not', async () => {
      const [here, there] = [await server().newTenant(), await server().newTenant()];
      const { sessionId } = (await ask(await token({ tenant_id: here }))).body;
      const follow = async (claims: Record<string, unknown>) =>
        (await ask(await token(claims), { message: 'and?', sessionId })).status;
      assert.equal(await follow({ tenant_id: here }), 200);
      assert.equal(await follow({ tenant_id: here, sub: 'grace' }), 404);
      assert.equal(await follow({ tenant_id: there }), 404);
    });

    test('is refused when expired, and forbidden as a viewer or without a known role', async () => {
      const tenant_id = await server().newTenant();
      assert.equal((await ask(await token({ tenant_id }, '-1s'))).status, 401);
      for (const roles of [['viewer'], ['payroll'], []])
        assert.equal((await ask(await token({ tenant_id, roles }))).status, 403);
    });
  },
  {
    PARLEY_JWT_ISSUER: 'https://id.example.test',
    PARLEY_JWT_AUDIENCE: 'parley',
    PARLEY_JWT_SECRET: SECRET,
  },
);
