import type { Uuid } from '../core/ids.ts';
import type { Tx } from '../db/db.ts';
import type { NewJobFile, RowProblem } from './document-jobs.ts';
import type { Query } from './query.ts';

/** A file that somebody has begun to work on. */
export interface LeasedFile extends Omit<NewJobFile, 'isKnown'> {
  readonly tenantId: Uuid;
  readonly brandId: Uuid;
  readonly scope: string;
  readonly kind: 'document' | 'runbook';
  /** This one included. */
  readonly attempts: number;
}

/**
 * Takes the next file of any tenant that waits for its turn, or whose lease has ended because whoever held it is gone.
 * Two who ask at once never get the same. Scope: system.
 */
export const leaseNextFile = (owner: string, leaseMs: number): Query<LeasedFile | undefined> => ({
  sql: `with next as (
      select f.tenant_id, f.job_id, f.position from document_job_files f
      where (f.state = 'queued' and (f.next_attempt_at is null or f.next_attempt_at <= now())
          and (f.lease_until is null or f.lease_until <= now()))
        or (f.state = 'running' and f.lease_until <= now())
      order by f.job_id, f.position limit 1 for update skip locked)
    update document_job_files f set state = 'running', attempts = f.attempts + 1, lease_owner = $1,
      lease_until = now() + $2::float8 * interval '1 millisecond', started_at = now(), finished_at = null
    from next join document_jobs j on j.tenant_id = next.tenant_id and j.id = next.job_id
    where f.tenant_id = next.tenant_id and f.job_id = next.job_id and f.position = next.position
    returning f.tenant_id, f.job_id, f.position, f.name, f.read_as, f.size_bytes, f.content_hash, f.document_id, f.attempts,
      j.brand_id, j.scope, j.kind`,
  params: [owner, leaseMs],
  read: ([row]) =>
    row && {
      tenantId: String(row.tenant_id),
      jobId: String(row.job_id),
      position: Number(row.position),
      name: String(row.name),
      readAs: String(row.read_as),
      sizeBytes: Number(row.size_bytes),
      contentHash: row.content_hash as Buffer,
      documentId: row.document_id === null ? null : String(row.document_id),
      brandId: String(row.brand_id),
      scope: String(row.scope),
      kind: row.kind as LeasedFile['kind'],
      attempts: Number(row.attempts),
    },
});

type Held = Pick<LeasedFile, 'tenantId' | 'jobId' | 'position'>;

/** Holds on to a file; false where the lease was lost to somebody else. Scope: the tenant. */
export const renewLease = (
  { tenantId, jobId, position }: Held,
  owner: string,
  leaseMs: number,
): Query<boolean> => ({
  sql: `update document_job_files set lease_until = now() + $5::float8 * interval '1 millisecond'
    where tenant_id = $1 and job_id = $2 and position = $3 and state = 'running' and lease_owner = $4
    returning position`,
  params: [tenantId, jobId, position, owner, leaseMs],
  read: (rows) => rows.length === 1,
});

/** What reading a file came to. */
export interface FileOutcome {
  readonly documentId: Uuid | null;
  /** Null for a file of many documents. */
  readonly outcome: 'added' | 'changed' | 'unchanged' | null;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** The first of the rejected rows. */
  readonly problems: readonly RowProblem[];
  readonly pages: number | null;
  readonly passages: number;
}

/** The file is done; its bytes are needed no more. False where the lease was lost. Scope: the tenant. */
export async function completeFile(
  tx: Tx,
  { tenantId, jobId, position }: Held,
  owner: string,
  outcome: FileOutcome,
): Promise<boolean> {
  const { documentId, added, changed, unchanged, rejected, problems, pages, passages } = outcome;
  const rows = await tx.query(
    `update document_job_files set state = 'completed', document_id = $5, outcome = $6, added = $7, changed = $8,
       unchanged = $9, rejected = $10, problems = $11::jsonb, pages = $12, passages = $13, error = null,
       lease_owner = null, lease_until = null, finished_at = now()
     where tenant_id = $1 and job_id = $2 and position = $3 and state = 'running' and lease_owner = $4
     returning position`,
    [
      ...[tenantId, jobId, position, owner, documentId, outcome.outcome],
      ...[added, changed, unchanged, rejected, JSON.stringify(problems), pages, passages],
    ],
  );
  await tx.query('delete from document_job_contents where tenant_id = $1 and job_id = $2 and position = $3', [
    tenantId,
    jobId,
    position,
  ]);
  return rows.length === 1;
}

/** The file waits for another attempt, or has failed for good where `retryMs` is null. Scope: the tenant. */
export async function failFile(
  tx: Tx,
  { tenantId, jobId, position }: Held,
  owner: string,
  error: string,
  retryMs: number | null,
): Promise<void> {
  await tx.query(
    `update document_job_files set error = $5, lease_owner = null, lease_until = null,
       state = case when $6::float8 is null then 'failed' else 'queued' end,
       next_attempt_at = now() + $6::float8 * interval '1 millisecond',
       finished_at = case when $6::float8 is null then now() end
     where tenant_id = $1 and job_id = $2 and position = $3 and state = 'running' and lease_owner = $4`,
    [tenantId, jobId, position, owner, error, retryMs],
  );
}

/** Revisions that nobody finished, with the brand that they lie in. Scope: system. */
export const selectLeftRevisions = (
  olderThanMs: number,
): Query<{ tenantId: Uuid; brandId: Uuid; revisionId: Uuid }[]> => ({
  sql: `select tenant_id, brand_id, revision_id from hidden_revisions
    where since < now() - $1::float8 * interval '1 millisecond' limit 100`,
  params: [olderThanMs],
  read: (rows) =>
    rows.map((row) => ({
      tenantId: String(row.tenant_id),
      brandId: String(row.brand_id),
      revisionId: String(row.revision_id),
    })),
});

/** Bytes of failed files that nobody asked for again in time. Scope: system. */
export const dropOldContents = (olderThanMs: number): Query<void> => ({
  sql: `delete from document_job_contents c using document_job_files f
    where f.tenant_id = c.tenant_id and f.job_id = c.job_id and f.position = c.position
      and f.state = 'failed' and f.finished_at < now() - $1::float8 * interval '1 millisecond'`,
  params: [olderThanMs],
  read: () => undefined,
});
