import { type Command, InvalidArgumentError } from 'commander';
import { ParleyError } from '../core/errors.ts';
import { readUsage, USAGE_KEYS, type UsageKey } from '../limits/usage-report.ts';
import { encodeUsage } from '../surfaces/usage/encode.ts';
import { type UsageBody, type UsageFiguresBody, usageBody } from '../surfaces/usage/schema.ts';
import { inTenant } from './in-tenant.ts';
import { printJson, printTable } from './print.ts';
import { callRemote, type Remote } from './remote.ts';

interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly by?: readonly UsageKey[];
}

export function addUsageCommand(program: Command): void {
  program
    .command('usage')
    .description(
      'what language models were used for, and what that cost; through a running server as import does',
    )
    .option('--tenant <tenant>', 'name or id of the tenant')
    .option('--from <day>', 'first day in UTC, such as 2026-01-01; that of the month unless given')
    .option('--to <day>', 'last day; today unless given')
    .option('--by <a,b>', `what to count by: ${USAGE_KEYS.join(', ')}`, readKeys)
    .option('--json', 'as JSON')
    .action(show);
}

async function show({ tenant, json, ...asked }: Asked & { tenant?: string; json?: true }): Promise<void> {
  const report = await inTenant(tenant, {
    through: (server) => usageThrough(server, asked),
    atStore: async ({ db }, context) =>
      encodeUsage(await readUsage(db, context, { ...asked, now: new Date() })),
  });
  if (json) return printJson(report);
  printReport(report);
}

async function usageThrough(server: Remote, { by, ...days }: Asked): Promise<UsageBody> {
  const query = new URLSearchParams({ ...days, ...(by === undefined ? {} : { by: by.join(',') }) });
  const { body } = await callRemote(server, `/v1/usage?${query}`, null, 'GET');
  const { data } = usageBody.safeParse(body);
  if (data !== undefined) return data;
  throw new ParleyError('unavailable', `${server.url} answered without a report; check PARLEY_URL.`);
}

/** The columns that say what a row counts. */
const KEY_COLUMNS = {
  day: ['DAY'],
  model: ['PROVIDER', 'MODEL'],
  dialect: ['DIALECT'],
  project: ['PROJECT'],
} as const satisfies Record<UsageKey, readonly string[]>;
const FIGURE_COLUMNS = [
  ...['CALLS', 'ANSWERED', 'FAILED', 'STOPPED', 'PROMPT', 'CACHED', 'COMPLETION', 'ESTIMATED', 'PRICE'],
  'UNPRICED',
];

function printReport({ by, items, totals }: UsageBody): void {
  const headings = by.flatMap((key) => KEY_COLUMNS[key]);
  const rows = items.map((item) => [
    ...by
      .flatMap((key) => (key === 'model' ? [item.provider, item.model] : [item[key]]))
      .map((cell) => cell ?? '-'),
    ...figureCells(item),
  ]);
  const total = [...headings.map((_, index) => (index === 0 ? 'total' : '')), ...figureCells(totals)];
  printTable([...headings, ...FIGURE_COLUMNS], [...rows, total]);
}

const figureCells = (figures: UsageFiguresBody): string[] => [
  ...[figures.calls, figures.answered, figures.failed, figures.stopped].map(String),
  ...[figures.prompt_tokens, figures.cached_tokens, figures.completion_tokens].map(String),
  String(figures.estimated_calls),
  figures.price === null ? '-' : decimal(figures.price),
  String(figures.unpriced_calls),
];

/** Never as `1e-7`. */
const decimal = (value: number): string => value.toFixed(9).replace(/\.?0+$/, '');

function readKeys(text: string): UsageKey[] {
  const names = text.split(',').map((name) => name.trim());
  const keys = USAGE_KEYS.filter((key) => names.includes(key));
  if (!names.every((name) => keys.some((key) => key === name)))
    throw new InvalidArgumentError(`There are ${USAGE_KEYS.join(', ')}.`);
  return keys;
}
