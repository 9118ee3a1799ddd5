import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { requireTenant } from '../auth/tenants.ts';
import { loadConfig } from '../config/load.ts';
import { ParleyError } from '../core/errors.ts';
import { documentKindOf, type ImportKind, parseImportKind } from '../importers/import-kind.ts';
import type { ImportProgress, ImportReport } from '../importers/run-import.ts';
import { extractInStore, type FoundPatterns, sayPatterns } from './extract-in-store.ts';
import { importDocumentsThroughServer } from './import-documents-through-server.ts';
import { importThroughServer } from './import-through-server.ts';
import { print, printJson } from './print.ts';
import { withParley } from './with-parley.ts';

interface ImportCommandOptions {
  readonly tenant?: string;
  readonly as?: string;
  readonly brand?: string;
  readonly scope?: string;
  readonly project?: string;
  readonly source?: string;
  readonly json?: true;
}

/** The report of an import, with what it made of the patterns where incidents came in. */
type CommandReport = ImportReport & { readonly patterns?: FoundPatterns };

type OnProgress = (progress: ImportProgress) => void;

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .argument('<path...>', 'files and folders')
    .description(
      'bring incidents, documents, runbooks or services in; through a running server where PARLEY_URL and PARLEY_KEY are set',
    )
    .option('--tenant <tenant>', 'name or id of the tenant that they belong to')
    .option(
      '--as <kind>',
      'incidents, documents, runbooks or services; documents where a brand is named, services where a project is, else incidents as far as files hold some',
    )
    .option(
      '--brand <id>',
      'the brand that documents go to; the only one unless given, or a first one: default',
    )
    .option('--scope <name>', 'the collection of the brand, which is made where it is not there yet')
    .option('--project <slug>', 'the project that services and topics belong to; the only one unless given')
    .option('--source <name>', 'the label of the files, by which a later import of the same is known')
    .option('--json', 'the report as JSON')
    .action(async (paths: string[], { tenant, json, ...options }: ImportCommandOptions) => {
      const what = readTarget(options);
      const report = await withProgressBar((onProgress) =>
        importPaths(paths, tenant, { ...what, onProgress }),
      );
      if (json) printJson(report);
      else print(inWords(report));
      // The report on stdout is what other programs read: its last line is that of the files.
      if (!json && report.patterns !== undefined) process.stderr.write(`${sayPatterns(report.patterns)}\n`);
      const nothingIn = report.added + report.changed + report.unchanged === 0;
      if (nothingIn && report.rejectedCount > 0) process.exitCode = 1;
    });
}

type Target = Pick<ImportCommandOptions, 'brand' | 'scope' | 'project' | 'source'> & {
  readonly as: ImportKind | undefined;
};

function readTarget({ as: written, ...where }: Omit<ImportCommandOptions, 'tenant' | 'json'>): Target {
  const { brand, scope, project, source } = where;
  const named = brand !== undefined || scope !== undefined;
  const isGraph = project !== undefined || source !== undefined;
  const usual = named ? 'documents' : isGraph ? 'services' : undefined;
  const as = written === undefined ? usual : parseImportKind(written);
  if (named && documentKindOf(as) === null)
    throw new ParleyError('invalid_input', 'Only documents and runbooks have a --brand and a --scope.');
  if (isGraph && as !== 'services')
    throw new ParleyError('invalid_input', 'Only services have a --project and a --source.');
  return { ...where, as };
}

async function importPaths(
  paths: readonly string[],
  tenant: string | undefined,
  options: Target & { readonly onProgress: OnProgress },
): Promise<CommandReport> {
  const { remoteUrl, remoteKey, maxImportFiles: maxFiles } = loadConfig();
  if (remoteUrl !== null && remoteKey !== null) {
    const remote = { url: remoteUrl, key: remoteKey };
    const kind = documentKindOf(options.as);
    return kind === null
      ? importThroughServer(remote, paths, { ...options, maxFiles })
      : importDocumentsThroughServer(remote, paths, { ...options, kind, maxFiles });
  }
  if (tenant === undefined) throw new ParleyError('invalid_input', 'Name the tenant with --tenant.');
  return withParley(async (parley) => {
    const { id } = await requireTenant(parley.db, tenant);
    const report = await parley.import(id, paths, options);
    // So that a server which is started afterwards knows them at once; nothing is owed where no incident came in.
    const patterns = await extractInStore(parley, id);
    return patterns === null ? report : { ...report, patterns };
  });
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

function inWords(report: CommandReport): string {
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
