import { timingSafeEqual } from 'node:crypto';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import { parseRate, type Rate } from '../lib/parse-rate.ts';
import type { Credential } from '../store/api-keys.ts';
import { apiKeyPrefix, hashApiKey, looksLikeApiKey } from './api-key-text.ts';
import { findCredential, noteUse } from './credentials.ts';
import type { JwtVerifier } from './jwt.ts';

/** The credential's own limits; null: the server's. */
export interface OwnRates {
  readonly read: Rate | null;
  readonly write: Rate | null;
}

/** Who the caller is, from the `Authorization` header. Throws `unauthorized`, or `forbidden` for a role that is none. */
export type Authenticate = (
  authorization: string | undefined,
  requestId: string,
) => Promise<{ readonly context: Context; readonly rates: OwnRates }>;

const NO_OWN_RATES: OwnRates = { read: null, write: null };

const TOUCH_INTERVAL_MS = 60_000;
const MAX_CREDENTIAL_CHARACTERS = 8192;

/** `verifyJwt` undefined: JWTs are refused. */
export function createAuthenticate(db: Db, verifyJwt: JwtVerifier | undefined): Authenticate {
  return async (authorization, requestId) => {
    const credential = /^Bearer +(\S+) *$/i.exec(
      authorization?.slice(0, MAX_CREDENTIAL_CHARACTERS) ?? '',
    )?.[1];
    if (credential === undefined) {
      throw new ParleyError('unauthorized', 'Send your API key or token as "Authorization: Bearer …".');
    }
    if (looksLikeApiKey(credential)) return checkApiKey(db, credential, requestId);
    if (verifyJwt === undefined) throw refused();
    return { context: await verifyJwt(credential, requestId), rates: NO_OWN_RATES };
  };
}

/** One sentence for every reason: which one it was helps only whoever guesses. */
const refused = () => new ParleyError('unauthorized', 'The API key or token is not valid.');

async function checkApiKey(db: Db, text: string, requestId: string): ReturnType<Authenticate> {
  const prefix = apiKeyPrefix(text);
  if (prefix === undefined) throw refused();
  const key = await findCredential(db, prefix);
  const now = Date.now();
  if (key === undefined || !timingSafeEqual(key.secretHash, hashApiKey(text)) || !isInForce(key, now))
    throw refused();
  if ((key.lastUsedAt?.getTime() ?? 0) < now - TOUCH_INTERVAL_MS) {
    await noteUse(db, key, new Date(now));
  }
  const { tenantId, role, scopes } = key;
  return {
    context: { tenantId, actor: `key:${key.id}`, role, scopes, credential: 'api_key', requestId },
    rates: { read: rateOf(key.rateRead), write: rateOf(key.rateWrite) },
  };
}

const rateOf = (text: string | null): Rate | null => (text === null ? null : (parseRate(text) ?? null));

const isInForce = (key: Credential, now: number): boolean =>
  key.revokedAt === null && (key.expiresAt === null || key.expiresAt.getTime() > now);
