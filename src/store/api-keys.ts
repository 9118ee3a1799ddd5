import type { Role } from '../core/context.ts';
import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

export interface NewApiKey {
  readonly tenantId: Uuid;
  readonly id: Uuid;
  /** The part of the key by which it is found. */
  readonly prefix: string;
  readonly secretHash: Buffer;
  readonly name: string | null;
  readonly role: Role;
  readonly scopes: readonly string[];
  /** Such as `100/60s`; null: the server's. */
  readonly rateRead: string | null;
  readonly rateWrite: string | null;
  readonly expiresAt: Date | null;
}

export interface ApiKey extends NewApiKey {
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const COLUMNS = `tenant_id as "tenantId", id, prefix, secret_hash as "secretHash", name, role, scopes,
  rate_read as "rateRead", rate_write as "rateWrite", created_at as "createdAt", expires_at as "expiresAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt"`;

const readKeys = (rows: Record<string, unknown>[]) => rows as unknown as ApiKey[];

/** Scope: the tenant. */
export const insertApiKey = (key: NewApiKey): Query<void> => ({
  sql: `insert into api_keys
      (tenant_id, id, prefix, secret_hash, name, role, scopes, rate_read, rate_write, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  params: [
    key.tenantId,
    key.id,
    key.prefix,
    key.secretHash,
    key.name,
    key.role,
    [...key.scopes],
    key.rateRead,
    key.rateWrite,
    key.expiresAt,
  ],
  read: () => undefined,
});

/** What deciding about a request needs of a key. */
export type Credential = Pick<
  ApiKey,
  | 'tenantId'
  | 'id'
  | 'prefix'
  | 'secretHash'
  | 'role'
  | 'scopes'
  | 'rateRead'
  | 'rateWrite'
  | 'expiresAt'
  | 'revokedAt'
  | 'lastUsedAt'
>;

/** Scope: credentials. */
export const selectCredential = (prefix: string): Query<Credential | undefined> => ({
  sql: `select tenant_id as "tenantId", id, prefix, secret_hash as "secretHash", role, scopes,
      rate_read as "rateRead", rate_write as "rateWrite", expires_at as "expiresAt", revoked_at as "revokedAt", last_used_at as "lastUsedAt"
    from api_keys where prefix = $1`,
  params: [prefix],
  read: (rows) => rows[0] as unknown as Credential | undefined,
});

/** Whose key that is. Scope: credentials. */
export const selectTenantOfApiKey = (id: Uuid): Query<Uuid | undefined> => ({
  sql: 'select tenant_id from api_keys where id = $1',
  params: [id],
  read: (rows) => rows[0]?.tenant_id as Uuid | undefined,
});

/** Newest first. Scope: the tenant. */
export const selectApiKeys = (tenantId: Uuid): Query<ApiKey[]> => ({
  sql: `select ${COLUMNS} from api_keys where tenant_id = $1 order by created_at desc, id desc`,
  params: [tenantId],
  read: readKeys,
});

/** The first revocation's time stays; false where the tenant has no key of that id. Scope: the tenant. */
export const revokeApiKey = (tenantId: Uuid, id: Uuid): Query<boolean> => ({
  sql: `update api_keys set revoked_at = coalesce(revoked_at, now()) where tenant_id = $1 and id = $2
    returning id`,
  params: [tenantId, id],
  read: (rows) => rows.length === 1,
});

/** Gives a key another secret; the earlier one ends with the same commit. Scope: the tenant. */
export const replaceApiKeySecret = (
  tenantId: Uuid,
  id: Uuid,
  prefix: string,
  secretHash: Buffer,
): Query<void> => ({
  sql: 'update api_keys set prefix = $3, secret_hash = $4 where tenant_id = $1 and id = $2',
  params: [tenantId, id, prefix, secretHash],
  read: () => undefined,
});

/** Writes at most once a minute however many requests come. Scope: credentials. */
export const touchApiKey = (tenantId: Uuid, id: Uuid): Query<void> => ({
  sql: `update api_keys set last_used_at = now()
    where tenant_id = $1 and id = $2 and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
  params: [tenantId, id],
  read: () => undefined,
});
