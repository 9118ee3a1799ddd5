import type { Uuid } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/db.ts';
import type { DocumentKind } from '../../retrieval/found-passage.ts';
import { selectLastFileOf } from '../../store/document-jobs.ts';
import type { FileOutcome } from '../../store/document-leases.ts';
import type { Collection } from '../../store/document-writes.ts';
import { runIn } from '../../store/query.ts';
import type { DocumentReader } from '../read-document.ts';
import type { RowLimits } from '../rows/read-row-documents.ts';
import { composeDocument } from './compose-document.ts';
import { ingestRows } from './ingest-rows.ts';
import { publishDocument } from './publish-document.ts';
import { rowFormatOf } from './row-format.ts';

export interface IngestParts {
  readonly db: Db;
  readonly reader: DocumentReader;
  readonly countTokens: (text: string) => number;
  readonly rowLimits: RowLimits;
}

/** A file of a job, on disk. */
export interface IngestedFile {
  readonly jobId: Uuid;
  readonly path: string;
  readonly name: string;
  readonly readAs: string;
  readonly sizeBytes: number;
  readonly contentHash: Buffer;
  /** Null for a file of many documents. */
  readonly documentId: Uuid | null;
  readonly collection: Collection;
  readonly kind: DocumentKind;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((counts: Pick<FileOutcome, 'added' | 'changed' | 'unchanged'>) => void) | undefined;
  /** Runs in the last transaction, which makes the file's documents seen. */
  readonly settle: (tx: Tx, outcome: FileOutcome) => Promise<void>;
}

const NOTHING = { added: 0, changed: 0, unchanged: 0, rejected: 0, problems: [] };

/**
 * Reads a file and stores what it says. Throws `invalid_input` or `too_large` with a sentence whose subject is the file
 * where it cannot be read, now or later; anything else may pass.
 */
export async function ingestFile(parts: IngestParts, file: IngestedFile): Promise<FileOutcome> {
  const { documentId } = file;
  if (documentId !== null) return ingestDocument(parts, { ...file, documentId });
  const format = await rowFormatOf(file.path, file.readAs);
  if (format === null) throw new Error(`${file.name} was taken for a file of documents`);
  const outcome = await ingestRows(parts, file, format);
  await parts.db.transaction({ tenantId: file.collection.tenantId }, (tx) => file.settle(tx, outcome));
  return outcome;
}

async function ingestDocument(
  { db, reader }: IngestParts,
  file: IngestedFile & { readonly documentId: Uuid },
): Promise<FileOutcome> {
  const { collection, documentId, kind, contentHash, sizeBytes, jobId } = file;
  const { tenantId } = collection;
  const read = await reader.read(file.path, file.readAs, kind);
  const composed = composeDocument(read, {
    id: documentId,
    externalId: file.name,
    kind,
    contentHash,
    sizeBytes,
  });
  const found = { ...NOTHING, documentId, pages: read.pages, passages: read.passages.length };
  let outcome: FileOutcome = { ...found, outcome: 'unchanged', unchanged: 1 };
  await publishDocument(db, collection, composed, {
    // A later upload of the same document counts, also where it was read sooner.
    wanted: async (tx) => (await runIn(tx, selectLastFileOf(tenantId, documentId)))?.jobId === jobId,
    async settle(tx, isNew) {
      outcome = isNew
        ? { ...found, outcome: 'added', added: 1 }
        : { ...found, outcome: 'changed', changed: 1 };
      await file.settle(tx, outcome);
    },
  }).then(async (published) => {
    if (!published) await db.transaction({ tenantId }, (tx) => file.settle(tx, outcome));
  });
  return outcome;
}
