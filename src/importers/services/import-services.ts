import { ParleyError } from '../../core/errors.ts';
import type { Uuid } from '../../core/ids.ts';
import type { TopologyDraft } from '../../core/topology.ts';
import type { Db } from '../../db/db.ts';
import { applyImport } from '../../topology/merge/apply-import.ts';
import {
  openTopologyReader,
  type TopologyReader,
  type TopologyReaderSettings,
} from '../../topology/read/thread/open-topology-reader.ts';
import { listFiles, type SourceFile } from '../files/list-files.ts';
import { defaultImportLimits, type ImportLimits } from '../import-limits.ts';
import { type ImportReport, ReportBuilder } from '../import-report.ts';
import type { ImportProgress } from '../run-import.ts';

export interface ServiceImport {
  readonly projectId: Uuid;
  /** The label under which the files are known: a second import of the same takes the place of the first. */
  readonly source: string;
  readonly by: string;
  readonly limits?: Partial<ImportLimits>;
  /** How long, and in how much memory, one file is read. */
  readonly reading?: TopologyReaderSettings;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/**
 * Reads, in a thread of its own, what files and folders say of services and topics, and makes that what their source says of the project: a file
 * that cannot be read is rejected and the others go in, all in one transaction. Added, changed and unchanged are things
 * and relationships together. Throws ParleyError, before anything is written, when a path does not exist or the graph
 * would be too large.
 */
export async function importServices(
  db: Db,
  tenantId: Uuid,
  paths: readonly string[],
  { projectId, source, by, onProgress, reading, ...options }: ServiceImport,
): Promise<ImportReport> {
  const limits = { ...defaultImportLimits, ...options.limits };
  const { files, skipped } = await listFiles(paths, limits);
  const report = new ReportBuilder(limits.maxReported);
  for (const { file, reason } of skipped) report.skip(file, reason);
  const drafts: TopologyDraft[] = [];
  const reader = openTopologyReader(files, reading);
  try {
    for (const [place, file] of files.entries()) {
      report.countFile();
      const draft = await readOne(file, reader, report);
      if (draft !== null) drafts.push(draft);
      onProgress?.({ filesDone: place + 1, files: files.length, records: drafts.length });
    }
  } finally {
    await reader.close();
  }
  if (drafts.length > 0) {
    const { nodes, relations, warnings } = await applyImport(db, tenantId, projectId, { source, drafts, by });
    for (const { total, added, changed, returned } of [nodes, relations]) {
      report.count('added', added);
      report.count('changed', changed + returned);
      report.count('unchanged', total - added - changed - returned);
    }
    for (const { file, line, reason } of warnings) report.warn(file, line, reason);
  }
  return report.report();
}

async function readOne(
  file: SourceFile,
  reader: TopologyReader,
  report: ReportBuilder,
): Promise<TopologyDraft | null> {
  try {
    const reading = await reader.read(file.name);
    if ('skipped' in reading) {
      if (file.named) report.reject(file.name, null, reading.skipped);
      else report.skip(file.name, reading.skipped);
      return null;
    }
    for (const { line, reason } of reading.warnings) report.warn(file.name, line, reason);
    return reading;
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    report.reject(file.name, null, error.message);
    return null;
  }
}
