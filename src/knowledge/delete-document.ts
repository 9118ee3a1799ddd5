import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { parseId } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import {
  bumpContentVersion,
  deleteDocumentRow,
  deleteRevisions,
  lockBrandWrites,
} from '../store/document-writes.ts';
import { selectDocumentIdentity } from '../store/documents.ts';
import { runIn, runQuery } from '../store/query.ts';
import { noDocument } from './get-document.ts';

/** No answer rests on it from now on. Throws `forbidden` or `not_found` (`document`). */
export async function deleteDocument(db: Db, context: Context, reference: string): Promise<void> {
  requireScope(context, 'documents:write');
  requireRole(context, 'admin', 'member');
  const id = parseId('doc', reference);
  const { tenantId } = context;
  const found = id && (await runQuery(db, { tenantId }, selectDocumentIdentity(tenantId, id)));
  if (!found) throw noDocument();
  await db.transaction({ tenantId }, async (tx) => {
    await lockBrandWrites(tx, found.brandId);
    // Read again: a new version may have come in while it waited for its turn.
    const document = await runIn(tx, selectDocumentIdentity(tenantId, found.id));
    if (document === undefined || !(await deleteDocumentRow(tx, tenantId, found.id))) throw noDocument();
    const { brandId, revisionId } = document;
    if (revisionId !== null) await deleteRevisions(tx, { tenantId, brandId }, [revisionId]);
    await bumpContentVersion(tx, { tenantId, brandId });
  });
}
