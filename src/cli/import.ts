import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { requireTenant } from '../auth/tenants.ts';
import { loadConfig } from '../config/load.ts';
import { ParleyError } from '../core/errors.ts';
import { type ImportKind, parseImportKind } from '../importers/import-kind.ts';
import type { ImportProgress, ImportReport } from '../importers/run-import.ts';
import { importThroughServer } from './import-through-server.ts';
import { print, printJson } from './print.ts';
import { withParley } from './with-parley.ts';

interface ImportCommandOptions {
  readonly tenant?: string;
  readonly as?: string;
  readonly json?: true;
}

type OnProgress = (progress: ImportProgress) => void;

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .argument('<path...>', 'files and folders')
    .description('bring incidents in; through a running server where PARLEY_URL and PARLEY_KEY are set')
    .option('--tenant <tenant>', 'name or id of the tenant whose history they become')
    .option(
      '--as <kind>',
      'what the files hold, which is read from them otherwise; this version knows incidents',
    )
    .option('--json', 'the report as JSON')
    .action(async (paths: string[], { tenant, as: written, json }: ImportCommandOptions) => {
      const as = written === undefined ? undefined : parseImportKind(written);
      const report = await withProgressBar((onProgress) => importPaths(paths, tenant, { as, onProgress }));
      if (json) printJson(report);
      else print(inWords(report));
      const nothingIn = report.added + report.changed + report.unchanged === 0;
      if (nothingIn && report.rejectedCount > 0) process.exitCode = 1;
    });
}

async function importPaths(
  paths: readonly string[],
  tenant: string | undefined,
  options: { readonly as: ImportKind | undefined; readonly onProgress: OnProgress },
): Promise<ImportReport> {
  const { remoteUrl, remoteKey, maxImportFiles: maxFiles } = loadConfig();
  if (remoteUrl !== null && remoteKey !== null) {
    return importThroughServer({ url: remoteUrl, key: remoteKey }, paths, { ...options, maxFiles });
  }
  if (tenant === undefined) throw new ParleyError('invalid_input', 'Name the tenant with --tenant.');
  return withParley(async (parley) =>
    parley.import((await requireTenant(parley.db, tenant)).id, paths, options),
  );
}

/** The bar stands on stderr, and only where that is a terminal. */
async function withProgressBar<T>(work: (onProgress: OnProgress) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work(() => {});
  const bar = new SingleBar({
    format: 'Importing [{bar}] {percentage} % of {total} files, {records} records',
    hideCursor: true,
  });
  bar.start(0, 0, { records: 0 });
  try {
    return await work(({ filesDone, files, records }) => {
      bar.setTotal(files);
      bar.update(filesDone, { records });
    });
  } finally {
    bar.stop();
  }
}

function inWords(report: ImportReport): string {
  const { files, added, changed, unchanged, rejectedCount, skippedCount } = report;
  const place = ({ file, line }: { file: string; line: number | null }) =>
    `${file}${line === null ? '' : `:${line}`}`;
  const more = (named: readonly unknown[], count: number, what: string) =>
    count > named.length ? [`… and ${count - named.length} more ${what}`] : [];
  return [
    ...report.rejected.map((rejection) => `rejected ${place(rejection)}: ${rejection.reason}`),
    ...more(report.rejected, rejectedCount, 'rejected'),
    ...report.skipped.map(({ file, reason }) => `skipped ${file}: ${reason}`),
    ...more(report.skipped, skippedCount, 'skipped'),
    ...report.warnings.map((warning) => `warning ${place(warning)}: ${warning.reason}`),
    ...more(report.warnings, report.warningCount, 'warnings'),
    `${files} files: ${added} added, ${changed} changed, ${unchanged} unchanged, ${rejectedCount} rejected, ${skippedCount} skipped`,
  ].join('\n');
}
