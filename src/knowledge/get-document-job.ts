import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { parseId } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { type DocumentJob, type JobFile, selectDocumentJob, selectJobFiles } from '../store/document-jobs.ts';
import { runQueries } from '../store/query.ts';

/** `partially_failed`: some of the files are in. */
export type JobStatus = 'queued' | 'running' | 'completed' | 'partially_failed' | 'failed';

export interface DocumentJobSummary extends DocumentJob {
  readonly status: JobStatus;
}

export interface DocumentJobView extends DocumentJobSummary {
  /** In the order in which they came, from the one that was asked for on. */
  readonly fileRows: readonly JobFile[];
  /** The position to go on from; null behind the last one. */
  readonly nextPosition: number | null;
}

const FILES_AT_ONCE = 200;

/** An import with its files from the position `from` on. Throws `forbidden` or `not_found` (`job`). */
export async function getDocumentJob(
  db: Db,
  context: Context,
  reference: string,
  from = 0,
): Promise<DocumentJobView> {
  requireScope(context, 'documents:read', 'documents:write');
  const id = parseId('job', reference);
  if (id === undefined) throw noJob();
  const { tenantId } = context;
  const [job, rows] = await runQueries(db, { tenantId }, [
    selectDocumentJob(tenantId, id),
    selectJobFiles(tenantId, id, from, FILES_AT_ONCE + 1),
  ]);
  if (job === undefined) throw noJob();
  return {
    ...summariseJob(job),
    fileRows: rows.slice(0, FILES_AT_ONCE),
    nextPosition: rows.length > FILES_AT_ONCE ? from + FILES_AT_ONCE : null,
  };
}

export const summariseJob = (job: DocumentJob): DocumentJobSummary => ({ ...job, status: statusOf(job) });

function statusOf({ files, queued, running, failed }: DocumentJob): JobStatus {
  if (queued + running > 0) return queued === files ? 'queued' : 'running';
  if (failed === 0) return 'completed';
  return failed === files ? 'failed' : 'partially_failed';
}

const noJob = () => new ParleyError('not_found', 'There is no such job.', { subject: 'job' });
