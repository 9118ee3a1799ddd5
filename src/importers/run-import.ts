import { createReadStream } from 'node:fs';
import { ParleyError } from '../core/errors.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { peekStream } from '../lib/peek-stream.ts';
import { detectFormat } from './files/detect-format.ts';
import type { ReadContext } from './files/file-items.ts';
import { listFiles, type SourceFile } from './files/list-files.ts';
import type { ImportKind } from './import-kind.ts';
import { defaultImportLimits, type ImportLimits } from './import-limits.ts';
import { type ImportReport, ReportBuilder } from './import-report.ts';
import { readRecords } from './read-records.ts';
import { ImportBatch } from './write/import-batch.ts';

export type { ImportReport } from './import-report.ts';

export interface ImportProgress {
  readonly filesDone: number;
  readonly files: number;
  /** Records read so far, rejected ones included. */
  readonly records: number;
}

export interface ImportOptions {
  /** What the operator says that the inputs hold, whatever their folders are called; read from the files unless given. */
  readonly as?: ImportKind | undefined;
  readonly limits?: Partial<ImportLimits>;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Stops between batches; what is in stays in. */
  readonly signal?: AbortSignal;
  readonly now?: Date;
}

const HEAD_BYTES = 65_536;

/**
 * Imports files and folders into a tenant. Records go in by batches, each in a transaction of its own; a record that
 * cannot be read is rejected and the others go in. Throws ParleyError, before anything is written, when a path does not
 * exist; `unavailable` when the store fails on the way.
 */
export async function runImport(
  db: Db,
  tenantId: Uuid,
  paths: readonly string[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const limits = { ...defaultImportLimits, ...options.limits };
  const { files, skipped } = await listFiles(paths, limits);
  const report = new ReportBuilder(limits.maxReported);
  for (const { file, reason } of skipped) report.skip(file, reason);
  const batch = new ImportBatch(db, tenantId, report, limits);
  const context: ReadContext = {
    now: options.now ?? new Date(),
    limits,
    asIncidents: options.as === 'incidents',
  };
  for (const [filesDone, file] of files.entries()) {
    const onRecord = (): void =>
      options.onProgress?.({ filesDone, files: files.length, records: report.records + batch.size });
    await importFile(file, { ...context, batch, report, onRecord, signal: options.signal });
    onRecord();
  }
  await batch.finish();
  options.onProgress?.({ filesDone: files.length, files: files.length, records: report.records });
  return report.report();
}

interface FileContext extends ReadContext {
  readonly batch: ImportBatch;
  readonly report: ReportBuilder;
  readonly onRecord: () => void;
  readonly signal: AbortSignal | undefined;
}

const RECORDS_BETWEEN_PROGRESS = 100;

async function importFile(file: SourceFile, context: FileContext): Promise<void> {
  const { report, batch, signal } = context;
  report.countFile();
  const stream = createReadStream(file.path, { highWaterMark: 256 * 1024 });
  try {
    const { head, chunks } = await peekStream(stream, HEAD_BYTES);
    const detection = detectFormat(file.name, head);
    if ('skipped' in detection) report.skip(file.name, detection.skipped);
    else if ('rejected' in detection) report.reject(file.name, null, detection.rejected);
    else {
      let records = 0;
      for await (const item of readRecords(detection.format, { file, head, chunks }, context)) {
        if (signal?.aborted)
          throw new ParleyError('unavailable', 'The import was stopped; the batches before are in');
        if (item.kind === 'skip') report.skip(file.name, item.reason);
        else if (item.kind === 'problem') report.reject(file.name, item.line, item.reason);
        else
          await batch.add(
            { file: file.name, line: item.line, record: item.reading.record },
            item.reading.warnings,
          );
        if (++records % RECORDS_BETWEEN_PROGRESS === 0) context.onRecord();
      }
    }
  } catch (error) {
    if (!isFileError(error)) throw error;
    report.reject(
      file.name,
      null,
      error.code === 'EACCES' ? 'may not be read by Parley' : `cannot be read: ${error.code}`,
    );
  } finally {
    stream.destroy();
  }
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && /^(?:open|read|stat)$/.test(String(error.syscall));
