import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** An answer as it was sent. */
export interface KeptResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A caller's key in the hand of one run of the request. */
export interface KeyClaim {
  readonly tenantId: Uuid;
  readonly keyHash: Buffer;
  readonly fingerprint: Buffer;
  readonly owner: Uuid;
}

/** What stands under a key, as the claim sees it. */
export interface KeyState {
  readonly isOwn: boolean;
  readonly isSameRequest: boolean;
  /** Null while the request runs. */
  readonly response: KeptResponse | null;
}

/**
 * Takes the key until `leaseUntil`, where nobody has it at `now`; either way its row stays locked until the transaction
 * ends, so that a `selectKey` behind it tells the outcome. Scope: the tenant.
 */
export const claimKey = (claim: KeyClaim, now: Date, leaseUntil: Date): Query<void> => ({
  sql: `insert into idempotency_keys as held (tenant_id, key_hash, fingerprint, owner, free_from)
    values ($1, $2, $3, $4, $5)
    on conflict (tenant_id, key_hash) do update set
      fingerprint = excluded.fingerprint, owner = excluded.owner, free_from = excluded.free_from,
      status = null, headers = null, body = null
    where held.free_from <= $6`,
  params: [claim.tenantId, claim.keyHash, claim.fingerprint, claim.owner, leaseUntil, now],
  read: () => undefined,
});

/** Scope: the tenant. */
export const selectKey = (claim: KeyClaim): Query<KeyState | undefined> => ({
  sql: `select owner = $3 as "isOwn", fingerprint = $4 as "isSameRequest", status, headers, body
    from idempotency_keys where tenant_id = $1 and key_hash = $2`,
  params: [claim.tenantId, claim.keyHash, claim.owner, claim.fingerprint],
  read: ([row]) => {
    if (row === undefined) return undefined;
    const { isOwn, isSameRequest, ...response } = row as unknown as KeyState & KeptResponse;
    return { isOwn, isSameRequest, response: response.status === null ? null : response };
  },
});

// A claim that was taken over, or has been answered, changes nothing any more.
const WHILE_OWN = 'where tenant_id = $1 and key_hash = $2 and owner = $3 and status is null';

/** Scope: the tenant. */
export const renewKey = ({ tenantId, keyHash, owner }: KeyClaim, leaseUntil: Date): Query<void> => ({
  sql: `update idempotency_keys set free_from = $4 ${WHILE_OWN}`,
  params: [tenantId, keyHash, owner, leaseUntil],
  read: () => undefined,
});

/** Scope: the tenant. */
export const keepResponse = (claim: KeyClaim, response: KeptResponse, keptUntil: Date): Query<void> => ({
  sql: `update idempotency_keys set free_from = $4, status = $5, headers = $6, body = $7 ${WHILE_OWN}`,
  params: [
    ...[claim.tenantId, claim.keyHash, claim.owner, keptUntil],
    ...[response.status, response.headers, response.body],
  ],
  read: () => undefined,
});

/** Scope: the tenant. */
export const forgetKey = ({ tenantId, keyHash, owner }: KeyClaim): Query<void> => ({
  sql: `delete from idempotency_keys ${WHILE_OWN}`,
  params: [tenantId, keyHash, owner],
  read: () => undefined,
});

/** Deletes the `count` keys that have been free the longest at `now`, or as many as there are. Scope: the tenant. */
export const deleteFreeKeys = (tenantId: Uuid, now: Date, count: number): Query<void> => ({
  sql: `with free as (
      select key_hash from idempotency_keys where tenant_id = $1 and free_from <= $2
      order by free_from limit $3 for update skip locked
    )
    delete from idempotency_keys held using free where held.tenant_id = $1 and held.key_hash = free.key_hash`,
  params: [tenantId, now, count],
  read: () => undefined,
});
