import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import { retryFailedFiles } from '../store/document-jobs.ts';
import { runQuery } from '../store/query.ts';
import { type DocumentJobView, getDocumentJob } from './get-document-job.ts';

/**
 * Has the failed files of an import read once more. Throws `forbidden`, `not_found` (`job`), or `conflict` (`job`) where
 * none has failed whose bytes are still there.
 */
export async function retryDocumentJob(
  db: Db,
  context: Context,
  reference: string,
): Promise<DocumentJobView> {
  requireScope(context, 'documents:write');
  requireRole(context, 'admin', 'member');
  const { tenantId } = context;
  const { id, failed } = await getDocumentJob(db, context, reference);
  const retried = await runQuery(db, { tenantId }, retryFailedFiles(tenantId, id));
  if (retried > 0) return getDocumentJob(db, context, id);
  const why =
    failed === 0 ? 'No file of this job has failed.' : 'The files are no longer here; send them again.';
  throw new ParleyError('conflict', why, { subject: 'job' });
}
