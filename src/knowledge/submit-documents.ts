import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { acceptFile } from '../documents/ingest/accept-file.ts';
import { hashFile } from '../documents/ingest/hash-file.ts';
import { rowFormatOf } from '../documents/ingest/row-format.ts';
import type { DocumentKind } from '../retrieval/found-passage.ts';
import { appendContent, insertDocumentJob, openJobFiles } from '../store/document-jobs.ts';
import type { Collection } from '../store/document-writes.ts';
import { runQuery } from '../store/query.ts';
import { documentCollection } from './document-collection.ts';
import { type DocumentJobView, getDocumentJob } from './get-document-job.ts';

/** A file that came with a request, on disk for as long as the request lasts. */
export interface SubmittedFile {
  readonly path: string;
  /** What its document is called: the path that the sender gave, or an id. */
  readonly name: string;
  /** The file name that tells its format. */
  readonly readAs: string;
}

export interface DocumentSubmission {
  /** A brand's key or id. */
  readonly brand: string;
  /** A collection of the brand; null: none. */
  readonly scope: string | null;
  readonly kind: DocumentKind;
  readonly files: readonly SubmittedFile[];
}

const CHUNK_BYTES = 1024 * 1024;
const MAX_NAME_CHARACTERS = 500;
/** Longer than any upload takes to be stored; a server that ends meanwhile leaves an upload that nobody was told of. */
const STORING_MS = 15 * 60_000;

/**
 * Takes files in to be read in the background: what is acknowledged is stored. Throws `forbidden`, or `invalid_input`
 * with the field as its subject.
 */
export async function submitDocuments(
  db: Db,
  context: Context,
  { brand, scope, kind, files }: DocumentSubmission,
): Promise<DocumentJobView> {
  requireScope(context, 'documents:write');
  requireRole(context, 'admin', 'member');
  if (files.length === 0) throw refuse('There is no document in the request.');
  for (const { name } of files) if (name.trim() === '' || name.length > MAX_NAME_CHARACTERS) throw badName();
  const collection = await documentCollection(db, context, brand, scope);
  const { tenantId } = context;
  const job = {
    id: newId(),
    brandId: collection.brandId,
    scope: collection.scope,
    kind,
    createdBy: context.actor,
  };
  await db.transaction({ tenantId }, (tx) => insertDocumentJob(tx, tenantId, job));
  for (const [position, file] of files.entries())
    await storeFile(db, collection, { jobId: job.id, position, kind }, file);
  await runQuery(db, { tenantId }, openJobFiles(tenantId, job.id));
  return getDocumentJob(db, context, job.id);
}

async function storeFile(
  db: Db,
  collection: Collection,
  place: { readonly jobId: Uuid; readonly position: number; readonly kind: DocumentKind },
  { path, name, readAs }: SubmittedFile,
): Promise<void> {
  const { tenantId } = collection;
  const incoming = {
    name,
    readAs,
    sizeBytes: (await stat(path)).size,
    contentHash: await hashFile(path, place.kind),
    holdsRows: (await rowFormatOf(path, readAs)) !== null,
  };
  const hold = { owner: 'upload', leaseMs: STORING_MS, isReading: false };
  const { isKnown } = await db.transaction({ tenantId }, (tx) =>
    acceptFile(tx, collection, { ...place, hold }, incoming),
  );
  if (isKnown) return;
  let chunk = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: CHUNK_BYTES }))
    await db.transaction({ tenantId }, (tx) => appendContent(tx, tenantId, place, chunk++, bytes as Buffer));
}

const refuse = (message: string) => new ParleyError('invalid_input', message, { subject: 'body' });

const badName = () =>
  new ParleyError('invalid_input', `A document's name has 1 to ${MAX_NAME_CHARACTERS} characters.`, {
    subject: 'id',
  });
