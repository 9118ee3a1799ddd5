import { newId } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import type { DocumentKind } from '../../retrieval/found-passage.ts';
import {
  bumpContentVersion,
  type Collection,
  deleteRevisions,
  insertPassages,
  lockBrandWrites,
  writeDocuments,
} from '../../store/document-writes.ts';
import { type DocumentIdentity, selectNamedDocuments } from '../../store/documents.ts';
import { runIn } from '../../store/query.ts';
import type { ReadDocument } from '../read-document.ts';
import { type ComposedDocument, composeDocument } from './compose-document.ts';
import { hashRow } from './hash-file.ts';

/** A document that came as a row of a file, with the name that makes it the same as before. */
export interface RowDocument {
  readonly externalId: string;
  readonly title: string | null;
  readonly text: string;
  /** Reads the text, which is only done for what is not stored yet. */
  readonly read: () => ReadDocument;
}

export interface RowCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly passages: number;
}

/** Stores the rows in one transaction, each in the place of what its name held before; the last of one name counts. */
export async function storeRows(
  db: Db,
  collection: Collection,
  kind: DocumentKind,
  rows: readonly RowDocument[],
): Promise<RowCounts> {
  const { tenantId, brandId, scope } = collection;
  const named = new Map(rows.map((row) => [row.externalId, row]));
  const hashed = [...named.values()].map((row) => ({ row, hash: hashRow(kind, row.title, row.text) }));
  return db.transaction({ tenantId }, async (tx) => {
    await lockBrandWrites(tx, brandId);
    const known = await runIn(tx, selectNamedDocuments(tenantId, brandId, scope, [...named.keys()]));
    const before = new Map(known.map((identity) => [identity.externalId, identity]));
    const news = hashed.filter(({ row, hash }) => !isStored(before.get(row.externalId), hash));
    const composed = news.map(({ row, hash }) =>
      composeDocument(row.read(), {
        id: before.get(row.externalId)?.id ?? newId(),
        externalId: row.externalId,
        kind,
        contentHash: hash,
        sizeBytes: Buffer.byteLength(row.text),
      }),
    );
    const replaced = news.flatMap(({ row }) => before.get(row.externalId)?.revisionId ?? []);
    await deleteRevisions(tx, collection, replaced);
    await writeDocuments(
      tx,
      collection,
      composed.map(({ document }) => document),
    );
    await insertPassages(tx, collection, composed.map(revisionOf));
    if (composed.length > 0) await bumpContentVersion(tx, collection);
    const changed = news.filter(({ row }) => before.has(row.externalId)).length;
    return {
      added: news.length - changed,
      changed,
      unchanged: rows.length - news.length,
      passages: composed.reduce((sum, { passages }) => sum + passages.length, 0),
    };
  });
}

const isStored = (before: DocumentIdentity | undefined, hash: Buffer): boolean =>
  before?.status === 'ready' && before.contentHash?.equals(hash) === true;

const revisionOf = ({ document, passages }: ComposedDocument) => ({
  documentId: document.id,
  revisionId: document.revisionId,
  passages,
});
