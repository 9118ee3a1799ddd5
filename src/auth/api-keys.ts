import type { Role } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import {
  type ApiKey,
  insertApiKey,
  replaceApiKeySecret,
  revokeApiKey,
  selectApiKeys,
  selectTenantOfApiKey,
} from '../store/api-keys.ts';
import { runQuery } from '../store/query.ts';
import { apiKeyPrefix, hashApiKey, newApiKeyText } from './api-key-text.ts';
import { forgetCredentials } from './credentials.ts';
import { EVERY_SCOPE } from './scopes.ts';

export interface ApiKeyRequest {
  readonly tenantId: Uuid;
  readonly role: Role;
  /** Every scope unless given. */
  readonly scopes?: readonly string[];
  readonly name?: string;
  /** Such as `100/60s`; the server's unless given. */
  readonly rateRead?: string;
  readonly rateWrite?: string;
  readonly expiresAt?: Date;
}

/** A key as it may be shown: everything but its secret. */
export type ApiKeyView = Omit<ApiKey, 'secretHash'>;

function newSecret() {
  const key = newApiKeyText();
  return { key, prefix: apiKeyPrefix(key) as string, secretHash: hashApiKey(key) };
}

/** Makes a key. `key` is its only copy: the store holds a hash. */
export async function createApiKey(db: Db, request: ApiKeyRequest): Promise<{ id: Uuid; key: string }> {
  const { key, prefix, secretHash } = newSecret();
  const id = newId();
  const row = {
    tenantId: request.tenantId,
    id,
    prefix,
    secretHash,
    name: request.name ?? null,
    role: request.role,
    scopes: request.scopes ?? [EVERY_SCOPE],
    rateRead: request.rateRead ?? null,
    rateWrite: request.rateWrite ?? null,
    expiresAt: request.expiresAt ?? null,
  };
  await runQuery(db, { tenantId: request.tenantId }, insertApiKey(row));
  return { id, key };
}

/** The tenant's keys, newest first. */
export async function listApiKeys(db: Db, tenantId: Uuid): Promise<ApiKeyView[]> {
  const keys = await runQuery(db, { tenantId }, selectApiKeys(tenantId));
  return keys.map(({ secretHash: _, ...view }) => view);
}

/**
 * Ends a key for every request that follows; of `ofTenant` only, where that is given. Throws `not_found` for an id that
 * no such key has.
 */
export async function endApiKey(db: Db, id: Uuid, ofTenant?: Uuid): Promise<void> {
  const tenantId = ofTenant ?? (await runQuery(db, 'credentials', selectTenantOfApiKey(id)));
  if (tenantId === undefined || !(await runQuery(db, { tenantId }, revokeApiKey(tenantId, id))))
    throw new ParleyError('not_found', 'There is no key with that id.', { subject: 'key' });
  forgetCredentials(db);
}

/** Gives a key a new secret and ends the earlier one; what belongs to the key's owner stays theirs. */
export async function renewApiKey(db: Db, tenantId: Uuid, id: Uuid): Promise<string> {
  const { key, prefix, secretHash } = newSecret();
  await runQuery(db, { tenantId }, replaceApiKeySecret(tenantId, id, prefix, secretHash));
  forgetCredentials(db);
  return key;
}
