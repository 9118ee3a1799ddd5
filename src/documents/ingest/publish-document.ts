import { ParleyError } from '../../core/errors.ts';
import type { Uuid } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/db.ts';
import {
  bumpContentVersion,
  type Collection,
  deleteRevisions,
  hideRevision,
  insertPassages,
  keepHidden,
  lockBrandWrites,
  type PassageWrite,
  showRevision,
  writeDocuments,
} from '../../store/document-writes.ts';
import { selectDocumentIdentity } from '../../store/documents.ts';
import { ensurePassageTable } from '../../store/passage-tables.ts';
import { runIn } from '../../store/query.ts';
import type { ComposedDocument } from './compose-document.ts';

/** Passages that go in with the document; more than these are written before it, where nobody sees them. */
const MOST_AT_ONCE = 300;
const BATCH = 150;

interface PublishHooks {
  readonly wanted: (tx: Tx) => Promise<boolean>;
  readonly settle: (tx: Tx, isNew: boolean) => Promise<void>;
}

/**
 * Puts a document that has been announced in the place of its earlier version: readers see the one or the other,
 * whole. Short transactions only, since the embedded store runs one at a time. False where the document was deleted
 * meanwhile or `wanted` says no; nothing of the new version is left then. `settle` runs in the transaction that shows
 * the document, and is told whether it is the first version.
 */
export async function publishDocument(
  db: Db,
  collection: Collection,
  { document, passages }: ComposedDocument,
  { wanted, settle }: PublishHooks,
): Promise<boolean> {
  const { tenantId, brandId } = collection;
  const revision = { documentId: document.id, revisionId: document.revisionId };
  await ensurePassageTable(db, tenantId, brandId);
  const isLarge = passages.length > MOST_AT_ONCE;
  if (isLarge) await writeHidden(db, collection, revision, passages);
  return db.transaction({ tenantId }, async (tx) => {
    await lockBrandWrites(tx, brandId);
    const before = await runIn(tx, selectDocumentIdentity(tenantId, document.id));
    if (isLarge) {
      await stillHidden(tx, collection, document.revisionId);
      await showRevision(tx, collection, document.revisionId);
    }
    if (before === undefined || !(await wanted(tx))) {
      if (isLarge) await deleteRevisions(tx, collection, [document.revisionId]);
      return false;
    }
    await writeDocuments(tx, collection, [document]);
    if (!isLarge) await insertPassages(tx, collection, [{ ...revision, passages }]);
    if (before.revisionId !== null) await deleteRevisions(tx, collection, [before.revisionId]);
    await bumpContentVersion(tx, collection);
    await settle(tx, before.revisionId === null);
    return true;
  });
}

async function writeHidden(
  db: Db,
  collection: Collection,
  revision: { readonly documentId: Uuid; readonly revisionId: Uuid },
  passages: readonly PassageWrite[],
): Promise<void> {
  const scope = { tenantId: collection.tenantId };
  await db.transaction(scope, (tx) => hideRevision(tx, collection, revision.revisionId));
  for (let from = 0; from < passages.length; from += BATCH)
    await db.transaction(scope, async (tx) => {
      await stillHidden(tx, collection, revision.revisionId);
      await insertPassages(tx, collection, [{ ...revision, passages: passages.slice(from, from + BATCH) }]);
    });
}

/** A process that slept for long finds its revision cleaned up, and what it wrote more would be seen at once. */
async function stillHidden(tx: Tx, collection: Collection, revisionId: Uuid): Promise<void> {
  if (!(await keepHidden(tx, collection, revisionId)))
    throw new ParleyError('unavailable', 'it took too long to be written');
}
