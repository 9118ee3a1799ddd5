import type { Command } from 'commander';
import { requireTenant } from '../auth/tenants.ts';
import { ParleyError } from '../core/errors.ts';
import { prefixedId, type Uuid } from '../core/ids.ts';
import type { Pattern } from '../core/pattern.ts';
import type { Db } from '../db/db.ts';
import { requestExtraction } from '../store/pattern-extractions.ts';
import { selectPatterns } from '../store/patterns.ts';
import { runQuery } from '../store/query.ts';
import { extractInStore, sayPatterns } from './extract-in-store.ts';
import { print, printJson, printTable } from './print.ts';
import { withParley } from './with-parley.ts';

interface Options {
  readonly tenant: string;
  readonly json?: true;
}

export function addPatternsCommand(program: Command): void {
  const patterns = program
    .command('patterns')
    .description('patterns: incidents that are the same failure again, as found in the configured store');
  patterns
    .command('extract')
    .description('compare all incidents again, whether any came in or not')
    .requiredOption('--tenant <tenant>', 'name or id')
    .option('--json', 'as JSON')
    .action(extract);
  patterns
    .command('list')
    .description("the tenant's patterns, the newest first")
    .requiredOption('--tenant <tenant>', 'name or id')
    .option('--json', 'as JSON')
    .action(list);
}

async function extract({ tenant, json }: Options): Promise<void> {
  const found = await withParley(async (parley) => {
    const { id } = await requireTenant(parley.db, tenant);
    await runQuery(parley.db, { tenantId: id }, requestExtraction(id));
    return extractInStore(parley, id);
  });
  if (found === null)
    throw new ParleyError(
      'conflict',
      'Another process is extracting this tenant’s patterns; ask again soon.',
    );
  if (json) printJson(found);
  else print(sayPatterns(found));
}

async function list({ tenant, json }: Options): Promise<void> {
  const patterns = await withParley(async ({ db }) =>
    readEveryPattern(db, (await requireTenant(db, tenant)).id),
  );
  if (json)
    return printJson(
      patterns.map(({ id, ...pattern }) => ({ patternId: prefixedId('ptn', id), ...pattern })),
    );
  printTable(
    ['ID', 'TITLE', 'INCIDENTS', 'STATUS', 'CONFIDENCE', 'LAST SEEN'],
    patterns.map(({ id, title, occurrences, status, confidence, lastSeenAt }) => [
      ...[prefixedId('ptn', id), title, String(occurrences), status, confidence.toFixed(2)],
      lastSeenAt?.toISOString().slice(0, 10) ?? '-',
    ]),
  );
}

const PAGE = 500;

async function readEveryPattern(db: Db, tenantId: Uuid): Promise<Pattern[]> {
  const patterns: Pattern[] = [];
  for (let before: Uuid | null = null, isMore = true; isMore; ) {
    const page: Pattern[] = await runQuery(db, { tenantId }, selectPatterns(tenantId, {}, before, PAGE));
    patterns.push(...page);
    before = page.at(-1)?.id ?? null;
    isMore = page.length === PAGE;
  }
  return patterns;
}
