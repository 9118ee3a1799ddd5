import type { Uuid } from '../core/ids.ts';
import type { Tx } from '../db/db.ts';
import { number, type Query } from './query.ts';

/** A tenant whose patterns somebody is about to extract. */
export interface LeasedExtraction {
  readonly tenantId: Uuid;
  /** Of the incidents that it reads. */
  readonly knowledgeVersion: number;
  /** The number of the last extraction that was finished. */
  readonly lastRun: number;
  /** Incidents when all were last compared with all. */
  readonly compared: number;
  readonly requestedAt: Date | null;
  /** This one included. */
  readonly attempts: number;
}

export interface ExtractionLease {
  readonly owner: string;
  readonly leaseMs: number;
}

const OWED = `(v.version > coalesce(e.knowledge_version, -1) or e.requested_at is not null or coalesce(e.method, 0) <> $1)`;
const LAPSED = '(e.lease_until is null or e.lease_until <= now())';

const readLeased = ([row]: Record<string, unknown>[]): LeasedExtraction | undefined =>
  row && {
    tenantId: String(row.tenant_id),
    knowledgeVersion: Number(row.version),
    lastRun: Number(row.run),
    compared: Number(row.compared),
    requestedAt: row.requested_at as Date | null,
    attempts: Number(row.attempts),
  };

function lease(which: string, method: number, { owner, leaseMs }: ExtractionLease, more: readonly unknown[]) {
  return {
    sql: `with next as (
        select v.tenant_id, v.version from knowledge_versions v left join pattern_extractions e on e.tenant_id = v.tenant_id
        where ${OWED} and ${LAPSED} and ${which} limit 1)
      insert into pattern_extractions as e (tenant_id, lease_owner, lease_until, attempts)
      select tenant_id, $2, now() + $3::float8 * interval '1 millisecond', 1 from next
      on conflict (tenant_id) do update set lease_owner = excluded.lease_owner, lease_until = excluded.lease_until,
        attempts = e.attempts + 1
      where ${LAPSED}
      returning e.tenant_id, e.run, e.compared, e.requested_at, e.attempts, (select version from next) as version`,
    params: [method, owner, leaseMs, ...more],
    read: readLeased,
  };
}

/**
 * Takes the next tenant whose incidents have changed, whose extraction was asked for, or whose signatures were made in
 * another way than `method`. Two who ask at once never get the same. Scope: system.
 */
export const leaseNextExtraction = (
  method: number,
  holder: ExtractionLease,
): Query<LeasedExtraction | undefined> =>
  lease('(e.next_attempt_at is null or e.next_attempt_at <= now())', method, holder, []);

/** The same for one tenant, whenever its next attempt is due. Scope: system. */
export const leaseExtraction = (
  tenantId: Uuid,
  method: number,
  holder: ExtractionLease,
): Query<LeasedExtraction | undefined> => lease('v.tenant_id = $4::uuid', method, holder, [tenantId]);

/** Holds on to a tenant; false where the lease was lost to somebody else. Scope: the tenant. */
export const renewExtraction = (tenantId: Uuid, { owner, leaseMs }: ExtractionLease): Query<boolean> => ({
  sql: `update pattern_extractions set lease_until = now() + $3::float8 * interval '1 millisecond'
    where tenant_id = $1::uuid and lease_owner = $2 returning tenant_id`,
  params: [tenantId, owner, leaseMs],
  read: (rows) => rows.length === 1,
});

/** What an extraction has read. */
export interface FinishedExtraction {
  readonly run: number;
  readonly method: number;
  readonly incidents: number;
  readonly compared: number;
}

/** Ends an extraction in the transaction that wrote its result; false where the lease was lost. Scope: the tenant. */
export async function finishExtraction(
  tx: Tx,
  { tenantId, knowledgeVersion, requestedAt }: LeasedExtraction,
  owner: string,
  { run, method, incidents, compared }: FinishedExtraction,
): Promise<boolean> {
  const rows = await tx.query(
    `update pattern_extractions set knowledge_version = $3, run = $4, method = $5, incidents = $6, compared = $7,
       requested_at = case when date_trunc('milliseconds', requested_at) > $8::timestamptz then requested_at end,
       lease_owner = null, lease_until = null, attempts = 0, next_attempt_at = null, error = null, extracted_at = now()
     where tenant_id = $1::uuid and lease_owner = $2 and lease_until > now() returning tenant_id`,
    [tenantId, owner, knowledgeVersion, run, method, incidents, compared, requestedAt],
  );
  return rows.length === 1;
}

/** Gives a tenant back, for another attempt after `retryMs`; `error` null where nothing went wrong. Scope: the tenant. */
export const giveExtractionBack = (
  tenantId: Uuid,
  owner: string,
  error: string | null,
  retryMs: number,
): Query<void> => ({
  sql: `update pattern_extractions set lease_owner = null, lease_until = null, error = coalesce($3, error),
      attempts = case when $3::text is null then greatest(attempts - 1, 0) else attempts end,
      next_attempt_at = now() + $4::float8 * interval '1 millisecond'
    where tenant_id = $1::uuid and lease_owner = $2`,
  params: [tenantId, owner, error, retryMs],
  read: () => undefined,
});

/** Asks for an extraction, whether the incidents have changed or not; all are compared anew. Scope: the tenant. */
export const requestExtraction = (tenantId: Uuid): Query<void> => ({
  sql: `with known as (
      insert into knowledge_versions (tenant_id) values ($1::uuid) on conflict do nothing)
    insert into pattern_extractions (tenant_id, requested_at) values ($1::uuid, now())
    on conflict (tenant_id) do update set requested_at = now(), next_attempt_at = null`,
  params: [tenantId],
  read: () => undefined,
});

/** How far a tenant's patterns are. */
export interface ExtractionState {
  /** `waiting`: owed, and nobody has begun; `failed`: owed, and the last attempt broke off, and the next is not due. */
  readonly state: 'current' | 'waiting' | 'running' | 'failed';
  readonly extractedAt: Date | null;
  /** That the last one compared. */
  readonly incidents: number;
  /** Why the last attempt broke off. */
  readonly error: string | null;
  /** When it is tried again; null unless it failed. */
  readonly nextAttemptAt: Date | null;
}

/** Scope: the tenant. */
export const selectExtractionState = (tenantId: Uuid, method: number): Query<ExtractionState> => ({
  sql: `select e.extracted_at, e.incidents, e.error, case when e.next_attempt_at > now() then e.next_attempt_at end as next_attempt_at,
      e.lease_until > now() as running, (v.version > 0 or e.requested_at is not null) and ${OWED} as owed
    from (select $2::uuid as id) t left join knowledge_versions v on v.tenant_id = t.id
    left join pattern_extractions e on e.tenant_id = t.id`,
  params: [method, tenantId],
  read([row = {}]) {
    const error = (row.error as string | null) ?? null;
    const owed = error !== null && row.next_attempt_at !== null ? 'failed' : 'waiting';
    return {
      state: row.running === true ? 'running' : row.owed === true ? owed : 'current',
      extractedAt: (row.extracted_at as Date | null) ?? null,
      incidents: number(row.incidents) ?? 0,
      error,
      nextAttemptAt: (row.next_attempt_at as Date | null) ?? null,
    };
  },
});
