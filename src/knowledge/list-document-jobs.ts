import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { type DocumentJob, selectDocumentJobs } from '../store/document-jobs.ts';
import { runQuery } from '../store/query.ts';
import { type DocumentJobSummary, summariseJob } from './get-document-job.ts';
import { readIdPage } from './id-pages.ts';
import type { Page, PageRequest } from './name-pages.ts';

/** The imports of documents, the newest first. Throws `forbidden`, or `invalid_input` as `readIdPage`. */
export async function listDocumentJobs(
  db: Db,
  context: Context,
  request: PageRequest,
): Promise<Page<DocumentJobSummary>> {
  requireScope(context, 'documents:read', 'documents:write');
  const { tenantId } = context;
  const page = await readIdPage(
    request,
    ({ id }: DocumentJob) => id,
    (before, limit) => runQuery(db, { tenantId }, selectDocumentJobs(tenantId, before, limit)),
  );
  return { ...page, items: page.items.map(summariseJob) };
}
