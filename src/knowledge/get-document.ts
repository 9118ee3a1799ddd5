import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { parseId } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { selectLastFileOf } from '../store/document-jobs.ts';
import { type PassageRow, selectPassagesOf } from '../store/document-search.ts';
import { type StoredDocument, selectDocument, selectDocumentText } from '../store/documents.ts';
import { runQueries, runQuery } from '../store/query.ts';

export interface DocumentView extends StoredDocument {
  /** How often the last version that came in was begun to be read. */
  readonly attempts: number;
  /** The import that brought the last version; null where it is forgotten. */
  readonly jobId: string | null;
}

export interface DocumentContent {
  /** Null while nothing of it could be read. */
  readonly text: string | null;
  /** In the order of the text; the first of them. */
  readonly passages: readonly PassageRow[];
}

const MOST_PASSAGES = 1000;

/** Throws `forbidden` or `not_found` (`document`). */
export async function getDocument(db: Db, context: Context, reference: string): Promise<DocumentView> {
  requireScope(context, 'documents:read', 'ai.chat:read');
  const id = parseId('doc', reference);
  if (id === undefined) throw noDocument();
  const { tenantId } = context;
  const [document, last] = await runQueries(db, { tenantId }, [
    selectDocument(tenantId, id),
    selectLastFileOf(tenantId, id),
  ]);
  if (document === undefined) throw noDocument();
  return { ...document, attempts: last?.file.attempts ?? 0, jobId: last?.jobId ?? null };
}

/** The stored text with its passages. Throws as `getDocument`. */
export async function getDocumentContent(
  db: Db,
  context: Context,
  reference: string,
): Promise<DocumentContent> {
  const { id, brandId, passages } = await getDocument(db, context, reference);
  const { tenantId } = context;
  const text = await runQuery(db, { tenantId }, selectDocumentText(tenantId, id));
  const rows =
    passages === 0
      ? []
      : await runQuery(db, { tenantId }, selectPassagesOf({ tenantId, brandId }, id, MOST_PASSAGES));
  return { text: text ?? null, passages: rows };
}

export const noDocument = () =>
  new ParleyError('not_found', 'There is no such document.', { subject: 'document' });
