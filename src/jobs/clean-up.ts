import type { Db } from '../db/db.ts';
import { dropOldContents, selectLeftRevisions } from '../store/document-leases.ts';
import { deleteRevisions, lockBrandWrites, showRevision } from '../store/document-writes.ts';
import { runQuery } from '../store/query.ts';

const HOUR_MS = 3_600_000;
/** A revision that nobody wrote to for so long belongs to nobody any more. */
const LEFT_AFTER_MS = HOUR_MS;
/** So long a failed file can be tried again without being sent again. */
const KEEP_FAILED_MS = 7 * 24 * HOUR_MS;

/** Removes what broken-off imports left behind, and the bytes of failed files after a week. */
export async function cleanUpDocuments(db: Db): Promise<void> {
  for (const { tenantId, brandId, revisionId } of await runQuery(
    db,
    'system',
    selectLeftRevisions(LEFT_AFTER_MS),
  ))
    await db.transaction({ tenantId }, async (tx) => {
      await lockBrandWrites(tx, brandId);
      await deleteRevisions(tx, { tenantId, brandId }, [revisionId]);
      await showRevision(tx, { tenantId, brandId }, revisionId);
    });
  await runQuery(db, 'system', dropOldContents(KEEP_FAILED_MS));
}
