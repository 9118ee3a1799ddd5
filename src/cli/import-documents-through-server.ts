import { openAsBlob } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ParleyError } from '../core/errors.ts';
import { mayBeDocument } from '../documents/ingest/may-be-document.ts';
import { listFiles, type SourceFile } from '../importers/files/list-files.ts';
import { defaultImportLimits } from '../importers/import-limits.ts';
import { type ImportReport, ReportBuilder, type RowOutcome } from '../importers/import-report.ts';
import type { ImportProgress } from '../importers/run-import.ts';
import type { DocumentKind } from '../retrieval/found-passage.ts';
import { grouped } from './import-through-server.ts';
import { callRemote, type Remote } from './remote.ts';

interface ServerImportOptions {
  readonly kind: DocumentKind;
  readonly brand?: string;
  readonly scope?: string;
  readonly maxFiles: number;
  readonly onProgress: (progress: ImportProgress) => void;
}

interface JobFile extends RowOutcome {
  readonly name: string;
  readonly status: 'queued' | 'running' | 'completed' | 'failed';
  readonly error: string | null;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Sends every file below `paths` to a running server, some at a time, and waits until it has read them. */
export async function importDocumentsThroughServer(
  remote: Remote,
  paths: readonly string[],
  { kind, brand, scope, maxFiles, onProgress }: ServerImportOptions,
): Promise<ImportReport> {
  const { files, skipped } = await listFiles(paths, { ...defaultImportLimits, maxFiles });
  const report = new ReportBuilder(defaultImportLimits.maxReported);
  for (const { file, reason } of skipped) report.skip(file, reason);
  const wanted: SourceFile[] = [];
  for (const file of files) if (await isWanted(file, report)) wanted.push(file);
  const query = new URLSearchParams({
    kind,
    brand_id: brand ?? (await onlyBrand(remote)),
    ...(scope && { scope }),
  });
  let filesDone = files.length - wanted.length;
  for (const group of grouped(wanted)) {
    const form = new FormData();
    for (const { path, name } of group) form.append('file', await openAsBlob(path), name);
    const { body } = await callRemote(remote, `/v1/documents?${query}`, form);
    for await (const file of readFiles(remote, String(body.id))) {
      report.countRows(file.name, file);
      if (file.status === 'failed') report.reject(file.name, null, file.error ?? 'could not be read');
      filesDone += 1;
      onProgress({ filesDone, files: files.length, records: report.records });
    }
  }
  return report.report();
}

async function isWanted(file: SourceFile, report: ReportBuilder): Promise<boolean> {
  report.countFile();
  if (file.named || (await mayBeDocument(file))) return true;
  report.skip(file.name, 'is of a kind that holds no document');
  return false;
}

async function onlyBrand(remote: Remote): Promise<string> {
  const { body } = await callRemote(remote, '/v1/brands?limit=2', null, 'GET');
  const [first, other] = body.items as readonly { readonly brand_id: string }[];
  if (first !== undefined && other === undefined) return first.brand_id;
  if (first !== undefined)
    throw new ParleyError('invalid_input', 'Name the brand with --brand: there are several.');
  await callRemote(remote, '/v1/brands', JSON.stringify({ brand_id: 'default' }));
  return 'default';
}

/** Every file of a job once it has been read. */
async function* readFiles(remote: Remote, jobId: string): AsyncGenerator<JobFile> {
  let pause = FIRST_PAUSE_MS;
  for (let from = 0; ; ) {
    const { body } = await callRemote(remote, `/v1/jobs/${jobId}?from=${from}`, null, 'GET');
    const rows = body.files as readonly JobFile[];
    const open = rows.findIndex(({ status }) => status === 'queued' || status === 'running');
    const done = open < 0 ? rows : rows.slice(0, open);
    yield* done;
    from += done.length;
    if (open < 0 && body.next_from === null) return;
    if (done.length > 0) pause = FIRST_PAUSE_MS;
    else await sleep(pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }
}
