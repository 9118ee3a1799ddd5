import { ParleyError } from '../../core/errors.ts';
import { newId, type Uuid } from '../../core/ids.ts';
import { acceptFile } from '../../documents/ingest/accept-file.ts';
import { analyseTables } from '../../documents/ingest/analyse-tables.ts';
import { hashFile } from '../../documents/ingest/hash-file.ts';
import { type IngestParts, ingestFile } from '../../documents/ingest/ingest-file.ts';
import { mayBeDocument } from '../../documents/ingest/may-be-document.ts';
import { rowFormatOf } from '../../documents/ingest/row-format.ts';
import { NO_TEXT } from '../../documents/parse/parse-document.ts';
import type { DocumentKind } from '../../retrieval/found-passage.ts';
import { type FileHold, insertDocumentJob } from '../../store/document-jobs.ts';
import { completeFile, failFile } from '../../store/document-leases.ts';
import { type Collection, failDocument } from '../../store/document-writes.ts';
import { hasPassageTable } from '../../store/passage-tables.ts';
import { listFiles, type SourceFile } from '../files/list-files.ts';
import { defaultImportLimits, type ImportLimits } from '../import-limits.ts';
import { type ImportReport, ReportBuilder } from '../import-report.ts';
import type { ImportProgress } from '../run-import.ts';

export interface DocumentImport {
  readonly collection: Collection;
  readonly kind: DocumentKind;
  /** Who imports, as the job remembers it. */
  readonly createdBy: string;
  readonly limits?: Partial<ImportLimits>;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Stops between files; what is in stays in. */
  readonly signal?: AbortSignal | undefined;
}

/** Another process may take a file over after this long without a sign of life; files are read one at a time. */
const LEASE_MS = 30 * 60_000;

/** Rows that change so much of a table that the planner has to be told. */
const ANALYSE_AFTER = 500;

/**
 * Reads files and folders into a collection, in this process and one after the other, as a job of its own. A file that
 * cannot be read is rejected and the others go in. Throws ParleyError, before anything is written, when a path does not
 * exist; `unavailable` when the store fails on the way.
 */
export async function importDocuments(
  parts: IngestParts,
  paths: readonly string[],
  options: DocumentImport,
): Promise<ImportReport> {
  const limits = { ...defaultImportLimits, ...options.limits };
  const { files, skipped } = await listFiles(paths, limits);
  const report = new ReportBuilder(limits.maxReported);
  for (const { file, reason } of skipped) report.skip(file, reason);
  const { collection, kind, createdBy } = options;
  const { tenantId, brandId, scope } = collection;
  const run: Run = { parts, options, report, owner: newId(), jobId: newId(), files: files.length };
  await parts.db.transaction({ tenantId }, (tx) =>
    insertDocumentJob(tx, tenantId, { id: run.jobId, brandId, scope, kind, createdBy }),
  );
  for (const [position, file] of files.entries()) {
    if (options.signal?.aborted)
      throw new ParleyError('unavailable', 'The import was stopped; the files before are in');
    await importFile(run, file, position);
    options.onProgress?.({ filesDone: position + 1, files: files.length, records: report.records });
  }
  await analyse(run);
  return report.report();
}

interface Run {
  readonly parts: IngestParts;
  readonly options: DocumentImport;
  readonly report: ReportBuilder;
  readonly owner: string;
  readonly jobId: Uuid;
  readonly files: number;
}

async function importFile(run: Run, file: SourceFile, position: number): Promise<void> {
  const { report, options } = run;
  report.countFile();
  if (!file.named && !(await mayBeDocument(file)))
    return report.skip(file.name, 'is of a kind that holds no document');
  const incoming = await readIncoming(file, options.kind).catch((error: unknown) => {
    report.reject(file.name, null, whyUnreadable(error));
  });
  if (incoming !== undefined) await ingest(run, file, { ...incoming, position });
}

async function readIncoming({ path, name, sizeBytes }: SourceFile, kind: DocumentKind) {
  const holdsRows = (await rowFormatOf(path, name)) !== null;
  return { name, readAs: name, sizeBytes, contentHash: await hashFile(path, kind), holdsRows };
}

type Incoming = Awaited<ReturnType<typeof readIncoming>> & { readonly position: number };

async function ingest(run: Run, file: SourceFile, incoming: Incoming): Promise<void> {
  const { parts, options, report, owner, jobId } = run;
  const { collection, kind } = options;
  const { tenantId } = collection;
  const hold: FileHold = { owner, leaseMs: LEASE_MS, isReading: true };
  const place = { jobId, position: incoming.position, kind, hold };
  const accepted = await parts.db.transaction({ tenantId }, (tx) =>
    acceptFile(tx, collection, place, incoming),
  );
  if (accepted.isKnown) return report.count('unchanged', 1);
  const leased = { tenantId, jobId, position: incoming.position };
  try {
    const outcome = await ingestFile(parts, {
      ...{ ...incoming, path: file.path, jobId, documentId: accepted.documentId, collection, kind },
      signal: options.signal,
      onProgress: ({ added, changed, unchanged }) =>
        options.onProgress?.({
          filesDone: incoming.position,
          files: run.files,
          records: report.records + added + changed + unchanged,
        }),
      settle: async (tx, settled) => void (await completeFile(tx, leased, owner, settled)),
    });
    report.countRows(file.name, outcome);
  } catch (error) {
    const reason = reasonOf(error);
    await parts.db.transaction({ tenantId }, async (tx) => {
      await failFile(tx, leased, owner, reason ?? 'The import was broken off; import the file again.', null);
      if (accepted.documentId !== null)
        await failDocument(tx, tenantId, accepted.documentId, reason ?? 'The import was broken off.');
    });
    if (reason === undefined) throw error;
    // A page of front matter alone, such as an index, is nothing wrong.
    if (reason === NO_TEXT && !file.named) report.skip(file.name, reason);
    else report.reject(file.name, null, reason);
  }
}

/** What is wrong with the file; undefined where it is not the file's fault. */
const reasonOf = (error: unknown): string | undefined =>
  error instanceof ParleyError && (error.code === 'invalid_input' || error.code === 'too_large')
    ? error.message
    : undefined;

const whyUnreadable = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code === 'EACCES'
    ? 'may not be read by Parley'
    : `cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`;

/** Plans made while a brand's table was empty would read it whole. */
async function analyse({ parts: { db }, options, report }: Run): Promise<void> {
  const { tenantId, brandId } = options.collection;
  const { added, changed } = report.report();
  if (added + changed < ANALYSE_AFTER || !(await hasPassageTable(db, tenantId, brandId))) return;
  await analyseTables(db, brandId);
}
