import type { Uuid } from '../core/ids.ts';
import type { Tx } from '../db/db.ts';
import { number, type Query } from './query.ts';

type FileState = 'queued' | 'running' | 'completed' | 'failed';

/** A row that could not be read, of a file of many documents. */
export interface RowProblem {
  readonly line: number | null;
  readonly reason: string;
}

/** What became of one file of an import. */
export interface JobFile {
  readonly position: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly state: FileState;
  /** Null for a file of many documents. */
  readonly documentId: Uuid | null;
  readonly outcome: 'added' | 'changed' | 'unchanged' | null;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly problems: readonly RowProblem[];
  readonly pages: number | null;
  readonly passages: number | null;
  readonly attempts: number;
  readonly error: string | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

interface JobCounts {
  readonly files: number;
  readonly queued: number;
  readonly running: number;
  readonly completed: number;
  readonly failed: number;
}

/** An import of documents. */
export interface DocumentJob extends JobCounts {
  readonly id: Uuid;
  readonly brandId: Uuid;
  readonly brand: string;
  readonly scope: string;
  readonly kind: 'document' | 'runbook';
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface NewDocumentJob {
  readonly id: Uuid;
  readonly brandId: Uuid;
  readonly scope: string;
  readonly kind: 'document' | 'runbook';
  readonly createdBy: string;
}

/** Scope: the tenant. */
export async function insertDocumentJob(tx: Tx, tenantId: Uuid, job: NewDocumentJob): Promise<void> {
  const { id, brandId, scope, kind, createdBy } = job;
  await tx.query(
    `insert into document_jobs (tenant_id, id, brand_id, scope, kind, created_by) values ($1, $2, $3, $4, $5, $6)`,
    [tenantId, id, brandId, scope, kind, createdBy],
  );
}

export interface NewJobFile {
  readonly jobId: Uuid;
  readonly position: number;
  /** What its document is called by whoever sent it. */
  readonly name: string;
  /** The file name that tells its format. */
  readonly readAs: string;
  readonly sizeBytes: number;
  readonly contentHash: Buffer;
  /** Null for a file of many documents. */
  readonly documentId: Uuid | null;
  /** True for content that is stored already: there is nothing to do. */
  readonly isKnown: boolean;
}

/** For whom a new file is kept, in ms: nobody else begins with it meanwhile. */
export interface FileHold {
  readonly owner: string;
  readonly leaseMs: number;
  /** True where the holder reads it right away, without its bytes being stored. */
  readonly isReading: boolean;
}

/** Scope: the tenant. */
export async function insertJobFile(tx: Tx, tenantId: Uuid, file: NewJobFile, hold: FileHold): Promise<void> {
  const { jobId, position, name, readAs, sizeBytes, contentHash, documentId, isKnown } = file;
  const state = isKnown ? 'completed' : hold.isReading ? 'running' : 'queued';
  await tx.query(
    `insert into document_job_files (tenant_id, job_id, position, name, read_as, size_bytes, content_hash, document_id,
       state, outcome, unchanged, attempts, lease_owner, lease_until, started_at, finished_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $10 then 'unchanged' end, case when $10 then 1 else 0 end,
       case when $11 then 1 else 0 end, case when not $10 then $12 end,
       case when not $10 then now() + $13::float8 * interval '1 millisecond' end,
       case when $11 then now() end, case when $10 then now() end)`,
    [
      ...[tenantId, jobId, position, name, readAs, sizeBytes, contentHash, documentId, state],
      ...[isKnown, state === 'running', hold.owner, hold.leaseMs],
    ],
  );
}

/** The files of a job whose bytes are all stored are there for anybody to read. Scope: the tenant. */
export const openJobFiles = (tenantId: Uuid, jobId: Uuid): Query<void> => ({
  sql: `update document_job_files set lease_owner = null, lease_until = null
    where tenant_id = $1 and job_id = $2 and state = 'queued'`,
  params: [tenantId, jobId],
  read: () => undefined,
});

const JOBS = `select j.id, j.brand_id, b.key as brand, j.scope, j.kind, j.created_by, j.created_at, f.*
  from document_jobs j
  join brands b on b.tenant_id = j.tenant_id and b.id = j.brand_id
  cross join lateral (
    select count(*) as files, count(*) filter (where state = 'queued') as queued,
      count(*) filter (where state = 'running') as running, count(*) filter (where state = 'completed') as completed,
      count(*) filter (where state = 'failed') as failed, max(finished_at) as finished_at
    from document_job_files f where f.tenant_id = j.tenant_id and f.job_id = j.id
  ) f`;

const readJobs = (rows: Record<string, unknown>[]): DocumentJob[] =>
  rows.map((row) => {
    const counts = {
      files: Number(row.files),
      queued: Number(row.queued),
      running: Number(row.running),
      completed: Number(row.completed),
      failed: Number(row.failed),
    };
    return {
      id: String(row.id),
      brandId: String(row.brand_id),
      brand: String(row.brand),
      scope: String(row.scope),
      kind: row.kind as DocumentJob['kind'],
      createdBy: String(row.created_by),
      createdAt: row.created_at as Date,
      finishedAt: counts.queued + counts.running > 0 ? null : (row.finished_at as Date | null),
      ...counts,
    };
  });

/** Scope: the tenant. */
export const selectDocumentJob = (tenantId: Uuid, id: Uuid): Query<DocumentJob | undefined> => ({
  sql: `${JOBS} where j.tenant_id = $1 and j.id = $2`,
  params: [tenantId, id],
  read: (rows) => readJobs(rows)[0],
});

/** The newest first: those made before the job `before`; null: from the newest. Scope: the tenant. */
export const selectDocumentJobs = (
  tenantId: Uuid,
  before: Uuid | null,
  limit: number,
): Query<DocumentJob[]> => ({
  sql: `${JOBS} where j.tenant_id = $1 and ($2::uuid is null or j.id < $2) order by j.id desc limit $3`,
  params: [tenantId, before, limit],
  read: readJobs,
});

const readFiles = (rows: Record<string, unknown>[]): JobFile[] =>
  rows.map((row) => ({
    position: Number(row.position),
    name: String(row.name),
    sizeBytes: Number(row.size_bytes),
    state: row.state as FileState,
    documentId: row.document_id === null ? null : String(row.document_id),
    outcome: row.outcome as JobFile['outcome'],
    added: Number(row.added),
    changed: Number(row.changed),
    unchanged: Number(row.unchanged),
    rejected: Number(row.rejected),
    problems: row.problems as RowProblem[],
    pages: number(row.pages),
    passages: number(row.passages),
    attempts: Number(row.attempts),
    error: row.error === null ? null : String(row.error),
    startedAt: row.started_at as Date | null,
    finishedAt: row.finished_at as Date | null,
  }));

/** Files of a job in their order, from the position `from` on. Scope: the tenant. */
export const selectJobFiles = (
  tenantId: Uuid,
  jobId: Uuid,
  from: number,
  limit: number,
): Query<JobFile[]> => ({
  sql: `select * from document_job_files where tenant_id = $1 and job_id = $2 and position >= $3
    order by position limit $4`,
  params: [tenantId, jobId, from, limit],
  read: readFiles,
});

/** The last import that brought a document anything new, and what it came to. Scope: the tenant. */
export const selectLastFileOf = (
  tenantId: Uuid,
  documentId: Uuid,
): Query<{ jobId: Uuid; file: JobFile } | undefined> => ({
  sql: `select * from document_job_files
    where tenant_id = $1 and document_id = $2 and (attempts > 0 or state <> 'completed')
    order by job_id desc, position desc limit 1`,
  params: [tenantId, documentId],
  read(rows) {
    const [file] = readFiles(rows.slice(0, 1));
    return file === undefined ? undefined : { jobId: String(rows[0]?.job_id), file };
  },
});

/** Failed files wait once more. Gives how many; those whose content is gone stay as they are. Scope: the tenant. */
export const retryFailedFiles = (tenantId: Uuid, jobId: Uuid): Query<number> => ({
  sql: `update document_job_files f set state = 'queued', attempts = 0, error = null, next_attempt_at = null,
      finished_at = null, rejected = 0, problems = '[]'
    where tenant_id = $1 and job_id = $2 and state = 'failed' and exists (
      select from document_job_contents c
      where c.tenant_id = f.tenant_id and c.job_id = f.job_id and c.position = f.position)
    returning position`,
  params: [tenantId, jobId],
  read: (rows) => rows.length,
});

/** Scope: the tenant. */
export async function appendContent(
  tx: Tx,
  tenantId: Uuid,
  { jobId, position }: Pick<NewJobFile, 'jobId' | 'position'>,
  chunk: number,
  bytes: Buffer,
): Promise<void> {
  await tx.query(
    'insert into document_job_contents (tenant_id, job_id, position, chunk, bytes) values ($1, $2, $3, $4, $5)',
    [tenantId, jobId, position, chunk, bytes],
  );
}

/** One chunk of a file's bytes; undefined behind the last one. Scope: the tenant. */
export const selectContent = (
  tenantId: Uuid,
  jobId: Uuid,
  position: number,
  chunk: number,
): Query<Buffer | undefined> => ({
  sql: `select bytes from document_job_contents
    where tenant_id = $1 and job_id = $2 and position = $3 and chunk = $4`,
  params: [tenantId, jobId, position, chunk],
  read: (rows) => rows[0]?.bytes as Buffer | undefined,
});
