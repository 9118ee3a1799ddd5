import { newId, type Uuid } from '../../core/ids.ts';
import type { Tx } from '../../db/db.ts';
import { shorten } from '../../lib/shorten.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { DocumentKind } from '../../retrieval/found-passage.ts';
import { type FileHold, insertJobFile } from '../../store/document-jobs.ts';
import {
  announceDocument,
  awaitDocument,
  type Collection,
  lockBrandWrites,
} from '../../store/document-writes.ts';
import { selectNamedDocuments, selectSameContent } from '../../store/documents.ts';
import { runIn } from '../../store/query.ts';

/** A file that came in. */
export interface IncomingFile {
  /** What its document is called: the path below the import, or an id of the sender's. */
  readonly name: string;
  /** The file name that tells its format. */
  readonly readAs: string;
  readonly sizeBytes: number;
  /** SHA-256 over the kind and the bytes. */
  readonly contentHash: Buffer;
  /** True for a file of many documents, which are known one by one as they are read. */
  readonly holdsRows: boolean;
}

export interface AcceptedFile {
  readonly documentId: Uuid | null;
  /** True where the content is stored already, under this name or another: there is nothing to read. */
  readonly isKnown: boolean;
}

interface Place {
  readonly jobId: Uuid;
  readonly position: number;
  readonly kind: DocumentKind;
  readonly hold: FileHold;
}

/**
 * Adds a file to its job. Content that the collection holds already is recognised; anything else gets its document
 * right away, so that whoever sent it can ask for it. Scope of `tx`: the tenant.
 */
export async function acceptFile(
  tx: Tx,
  collection: Collection,
  { jobId, position, kind, hold }: Place,
  incoming: IncomingFile,
): Promise<AcceptedFile> {
  const file = { ...incoming, name: wellFormed(incoming.name), readAs: wellFormed(incoming.readAs) };
  const { tenantId, brandId } = collection;
  await lockBrandWrites(tx, brandId);
  const accepted = file.holdsRows
    ? { documentId: null, isKnown: false }
    : await acceptDocument(tx, collection, kind, file);
  await insertJobFile(tx, tenantId, { ...file, ...accepted, jobId, position }, hold);
  return accepted;
}

async function acceptDocument(
  tx: Tx,
  collection: Collection,
  kind: DocumentKind,
  { name, sizeBytes, contentHash }: IncomingFile,
): Promise<AcceptedFile> {
  const { tenantId, brandId, scope } = collection;
  const [named] = await runIn(tx, selectNamedDocuments(tenantId, brandId, scope, [name]));
  const isSame = named !== undefined && named.status === 'ready' && named.contentHash?.equals(contentHash);
  if (isSame) return { documentId: named.id, isKnown: true };
  if (named !== undefined) {
    await awaitDocument(tx, tenantId, named.id, contentHash);
    return { documentId: named.id, isKnown: false };
  }
  const same = await runIn(tx, selectSameContent(tenantId, brandId, scope, contentHash));
  if (same !== undefined) return { documentId: same.id, isKnown: true };
  const id = newId();
  const title = shorten(name, 200);
  await announceDocument(tx, collection, { id, externalId: name, kind, title, contentHash, sizeBytes });
  return { documentId: id, isKnown: false };
}
