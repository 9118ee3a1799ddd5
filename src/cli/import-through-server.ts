import { openAsBlob } from 'node:fs';
import { listFiles, type SourceFile } from '../importers/files/list-files.ts';
import type { ImportKind } from '../importers/import-kind.ts';
import { defaultImportLimits } from '../importers/import-limits.ts';
import type { ImportProgress, ImportReport } from '../importers/run-import.ts';
import { callRemote, type Remote } from './remote.ts';

const FILES_AT_ONCE = 200;
const BYTES_AT_ONCE = 32 * 1024 * 1024;

interface ServerImportOptions {
  readonly as: ImportKind | undefined;
  /** Of services. */
  readonly project?: string | undefined;
  readonly source?: string | undefined;
  readonly maxFiles: number;
  readonly onProgress: (progress: ImportProgress) => void;
}

/** Sends every file below `paths` to a running server, some at a time, and adds its reports up. */
export async function importThroughServer(
  remote: Remote,
  paths: readonly string[],
  { maxFiles, onProgress, ...what }: ServerImportOptions,
): Promise<ImportReport> {
  const { files, skipped } = await listFiles(paths, { ...defaultImportLimits, maxFiles });
  let report: ImportReport = { ...NOTHING, skipped, skippedCount: skipped.length };
  let filesDone = 0;
  // Files of one system refer to each other: they go together.
  for (const group of what.as === 'services' ? [files] : grouped(files)) {
    const form = new FormData();
    for (const { path, name } of group) form.append('file', await openAsBlob(path), name);
    const { body } = await callRemote(remote, endpointFor(group, what), form);
    report = sum(report, body as unknown as ImportReport);
    filesDone += group.length;
    onProgress({ filesDone, files: files.length, records: report.added + report.changed + report.unchanged });
  }
  return report;
}

function endpointFor(
  [first]: readonly SourceFile[],
  { as, project, source }: Pick<ServerImportOptions, 'as' | 'project' | 'source'>,
): string {
  const folder = first === undefined ? undefined : folderOf(first);
  const query = new URLSearchParams({
    ...(as === undefined ? {} : { as }),
    ...(project === undefined ? {} : { project }),
    ...(source === undefined ? {} : { source }),
    ...(folder === undefined ? {} : { folder }),
  });
  return `/v1/imports?${query}`;
}

/** The name of the folder that was to be imported: the server reads from it what the files may be. */
const folderOf = ({ named, place }: SourceFile): string | undefined =>
  named ? undefined : place.split('/', 1)[0] || undefined;

const NOTHING: ImportReport = {
  files: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  rejected: [],
  rejectedCount: 0,
  skipped: [],
  skippedCount: 0,
  warnings: [],
  warningCount: 0,
};

/** Files some at a time: groups of a bearable size, each from one folder; a larger file goes alone. */
export function* grouped(files: readonly SourceFile[]): Generator<SourceFile[]> {
  let group: SourceFile[] = [];
  let bytes = 0;
  for (const file of files) {
    const [first] = group;
    const isFull = group.length === FILES_AT_ONCE || bytes + file.sizeBytes > BYTES_AT_ONCE;
    if (first !== undefined && (isFull || folderOf(first) !== folderOf(file))) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(file);
    bytes += file.sizeBytes;
  }
  if (group.length > 0) yield group;
}

const sum = (one: ImportReport, other: ImportReport): ImportReport => ({
  files: one.files + other.files,
  added: one.added + other.added,
  changed: one.changed + other.changed,
  unchanged: one.unchanged + other.unchanged,
  rejected: [...one.rejected, ...other.rejected],
  rejectedCount: one.rejectedCount + other.rejectedCount,
  skipped: [...one.skipped, ...other.skipped],
  skippedCount: one.skippedCount + other.skippedCount,
  warnings: [...one.warnings, ...other.warnings],
  warningCount: one.warningCount + other.warningCount,
});
