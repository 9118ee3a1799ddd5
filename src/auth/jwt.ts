import {
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Uuid } from '../core/ids.ts';
import { highestRole } from './roles.ts';
import { EVERY_SCOPE } from './scopes.ts';

export interface JwtSettings {
  readonly issuer: string;
  readonly audience: string;
  /** At least one of `secret` (HS256) and `jwksUrl` (asymmetric algorithms). */
  readonly secret: string | null;
  readonly jwksUrl: string | null;
  readonly clockToleranceMs: number;
}

export type JwtVerifier = (token: string, requestId: string) => Promise<Context>;

const ASYMMETRIC = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const KEY_SET_TIMEOUT_MS = 5000;

/** `findTenant` gives the id of the tenant that a claim names, if there is one. */
export function createJwtVerifier(
  settings: JwtSettings,
  findTenant: (reference: string) => Promise<Uuid | undefined>,
): JwtVerifier {
  const options: JWTVerifyOptions = {
    issuer: settings.issuer,
    audience: settings.audience,
    algorithms: [
      ...(settings.secret === null ? [] : ['HS256']),
      ...(settings.jwksUrl === null ? [] : ASYMMETRIC),
    ],
    clockTolerance: settings.clockToleranceMs / 1000,
    requiredClaims: ['exp', 'sub', 'tenant_id'],
  };
  const keyOf = keyFinder(settings);
  return async (token, requestId) => {
    const payload = await verify(token, keyOf, options);
    const { sub, tenant_id: tenant } = payload;
    if (typeof tenant !== 'string' || !sub) throw refused();
    const tenantId = await findTenant(tenant);
    if (tenantId === undefined) throw refused();
    const role = highestRole([payload.roles].flat());
    if (role === undefined) {
      throw new ParleyError(
        'forbidden',
        'Your token holds no role that Parley knows: admin, member or viewer.',
        {
          subject: 'role',
        },
      );
    }
    return { tenantId, actor: `jwt:${sub}`, role, scopes: scopesOf(payload), credential: 'jwt', requestId };
  };
}

const refused = (cause?: unknown) =>
  new ParleyError('unauthorized', 'The API key or token is not valid.', cause === undefined ? {} : { cause });

/** The algorithm decides which key is looked at, so that a public key never serves as an HS256 secret. */
function keyFinder({ secret, jwksUrl }: JwtSettings): JWTVerifyGetKey {
  const secretBytes = secret === null ? undefined : new TextEncoder().encode(secret);
  const keySet =
    jwksUrl === null
      ? undefined
      : createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: KEY_SET_TIMEOUT_MS });
  return async (header, token) => {
    if (header.alg === 'HS256' && secretBytes !== undefined) return secretBytes;
    if (header.alg !== 'HS256' && keySet !== undefined) return keySet(header, token);
    throw refused();
  };
}

async function verify(token: string, keyOf: JWTVerifyGetKey, options: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keyOf, options)).payload;
  } catch (error) {
    if (error instanceof ParleyError) throw error;
    const isRefusal = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
    // A key set that answers with something else is a plain JOSEError; a wrong token is always one of its subclasses.
    if (isRefusal && error.code !== 'ERR_JOSE_GENERIC') throw refused(error);
    throw new ParleyError('unavailable', 'The identity provider cannot be reached. Try again shortly.', {
      cause: error,
      retryAfterSeconds: 5,
    });
  }
}

/** Scopes of OAuth 2 (`scope`, with spaces between); a token without any is limited by its role alone. */
const scopesOf = ({ scope }: JWTPayload): readonly string[] =>
  typeof scope === 'string' ? scope.split(/\s+/).filter(Boolean) : [EVERY_SCOPE];
