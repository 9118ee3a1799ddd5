import assert from 'node:assert/strict';
import type { webcrypto } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { ParleyError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { createJwtVerifier, type JwtVerifier } from './jwt.ts';

const SECRET = 'a secret that is long enough for HS256';
const TENANT = newId();
const CLAIMS = { sub: 'ada', tenant_id: TENANT, roles: ['member'] };
const settings = {
  issuer: 'https://id.example.test',
  audience: 'parley',
  secret: SECRET,
  jwksUrl: null,
  clockToleranceMs: 0,
};
const nowSeconds = () => Math.floor(Date.now() / 1000);
const bytes = (secret: string) => new TextEncoder().encode(secret);
const findTenant = async (reference: string) => (reference === TENANT ? TENANT : undefined);

const isRefusal = (error: unknown) => error instanceof ParleyError && error.code === 'unauthorized';
const hasCode = (code: string) => (error: unknown) => error instanceof ParleyError && error.code === code;

/** A good token but for what is overridden; undefined leaves a claim out. */
function token(claims: Record<string, unknown> = {}, secret = SECRET, alg = 'HS256') {
  const all = { ...CLAIMS, iss: settings.issuer, aud: settings.audience, exp: nowSeconds() + 60, ...claims };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new SignJWT(given as JWTPayload).setProtectedHeader({ alg }).sign(bytes(secret));
}

describe('JWTs by secret', () => {
  const verify = createJwtVerifier(settings, findTenant);

  test('a good token names tenant, subject and the highest role', async () => {
    const context = await verify(await token({ roles: ['viewer', 'admin', 'payroll'] }), 'r1');
    assert.deepEqual(context, {
      tenantId: TENANT,
      actor: 'jwt:ada',
      role: 'admin',
      scopes: ['*'],
      credential: 'jwt',
      requestId: 'r1',
    });
  });

  test('the scopes of a token limit it', async () => {
    assert.deepEqual((await verify(await token({ scope: 'ai.chat:read x' }), 'r')).scopes, [
      'ai.chat:read',
      'x',
    ]);
  });

  test('one role may stand without a list', async () => {
    assert.equal((await verify(await token({ roles: 'viewer' }), 'r')).role, 'viewer');
  });

  const refused: Record<string, () => Promise<string> | string> = {
    expired: () => token({ exp: nowSeconds() - 1 }),
    'without expiry': () => token({ exp: undefined }),
    'not yet valid': () => token({ nbf: nowSeconds() + 60 }),
    'of another issuer': () => token({ iss: 'https://elsewhere.example.test' }),
    'without issuer': () => token({ iss: undefined }),
    'for another audience': () => token({ aud: 'billing' }),
    'without audience': () => token({ aud: undefined }),
    'without subject': () => token({ sub: undefined }),
    'with an empty subject': () => token({ sub: '' }),
    'without tenant': () => token({ tenant_id: undefined }),
    'of an unknown tenant': () => token({ tenant_id: newId() }),
    'whose tenant is no text': () => token({ tenant_id: 7 }),
    'of a foreign key': () => token({}, 'another secret that is long enough for HS256'),
    'of another algorithm': () => token({}, SECRET.padEnd(64, 'x'), 'HS512'),
    'with a changed payload': async () => {
      const [head, , signature] = (await token()).split('.');
      const payload = {
        ...CLAIMS,
        iss: settings.issuer,
        aud: settings.audience,
        exp: nowSeconds() + 60,
        roles: ['admin'],
      };
      return `${head}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.${signature}`;
    },
    'of algorithm none': async () => {
      const [, payload] = (await token()).split('.');
      return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    },
    'that is none': () => 'no.such.token',
    'that is a word': () => 'hello',
  };
  for (const [name, make] of Object.entries(refused)) {
    test(`a token ${name} is refused`, async () => assert.rejects(verify(await make(), 'r'), isRefusal));
  }

  test('a token whose roles are all unknown is forbidden', async () => {
    for (const roles of [['payroll'], [], undefined, 7])
      await assert.rejects(verify(await token({ roles }), 'r'), hasCode('forbidden'), String(roles));
  });
});

describe('JWTs by key set', () => {
  let server: Server;
  let verify: JwtVerifier;
  let jwksUrl: string;
  const pair = generateKeyPair('RS256', { extractable: true });
  const sign = async (key: webcrypto.CryptoKey, kid = 'one', alg = 'RS256') =>
    new SignJWT({ ...CLAIMS, iss: settings.issuer, aud: settings.audience, exp: nowSeconds() + 60 })
      .setProtectedHeader({ alg, kid })
      .sign(key);

  before(async () => {
    const keys = [{ ...(await exportJWK((await pair).publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }];
    server = createServer((request, response) => {
      response.statusCode = request.url === '/broken' ? 500 : 200;
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ keys }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    verify = createJwtVerifier({ ...settings, secret: null, jwksUrl }, findTenant);
  });
  after(() => server.close());

  test('a token of a published key is accepted', async () => {
    assert.equal((await verify(await sign((await pair).privateKey), 'r')).tenantId, TENANT);
  });

  test('a token of an unpublished key is refused, also under a published key id', async () => {
    const foreign = await generateKeyPair('RS256');
    await assert.rejects(verify(await sign(foreign.privateKey), 'r'), isRefusal);
    await assert.rejects(verify(await sign(foreign.privateKey, 'two'), 'r'), isRefusal);
  });

  test('a public key is no HS256 secret, with or without one configured', async () => {
    const published = await exportSPKI((await pair).publicKey);
    const forged = await token({}, published);
    await assert.rejects(verify(forged, 'r'), isRefusal);
    await assert.rejects(createJwtVerifier({ ...settings, jwksUrl }, findTenant)(forged, 'r'), isRefusal);
  });

  test('secret and key set serve side by side', async () => {
    const both = createJwtVerifier({ ...settings, jwksUrl }, findTenant);
    assert.equal((await both(await token(), 'r')).actor, 'jwt:ada');
    assert.equal((await both(await sign((await pair).privateKey), 'r')).actor, 'jwt:ada');
  });

  test('an identity provider that fails is no verdict on the token', async () => {
    for (const url of [jwksUrl.replace('/keys', '/broken'), 'http://127.0.0.1:9/keys']) {
      const cut = createJwtVerifier({ ...settings, secret: null, jwksUrl: url }, findTenant);
      await assert.rejects(cut(await sign((await pair).privateKey), 'r'), hasCode('unavailable'), url);
    }
  });
});
