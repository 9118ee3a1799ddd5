import type { Command } from 'commander';
import type { z } from 'zod';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import { listInsights } from '../knowledge/insights/list-insights.ts';
import { listRunbooks } from '../knowledge/runbooks/list-runbooks.ts';
import { encodeInsights } from '../surfaces/memory-chat/encode-insight.ts';
import { encodeRunbooks } from '../surfaces/memory-chat/encode-runbook.ts';
import { insightList } from '../surfaces/memory-chat/insight-schema.ts';
import { runbookList } from '../surfaces/memory-chat/runbook-schema.ts';
import { inTenant } from './in-tenant.ts';
import { print, printJson } from './print.ts';
import { callRemote } from './remote.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** A list that is shown whole. */
interface Listing<Item> {
  readonly path: string;
  readonly schema: z.ZodType<Page<Item>>;
  readonly atStore: (
    db: Db,
    context: Context,
    page: { limit: number; cursor?: string },
  ) => Promise<Page<Item>>;
  readonly show: (item: Item) => string;
  readonly none: string;
}

interface Asked {
  readonly tenant?: string;
  readonly json?: true;
}

const PAGE = 100;

type Insight = z.output<typeof insightList>['items'][number];
type Runbook = z.output<typeof runbookList>['items'][number];

const insights: Listing<Insight> = {
  path: '/v1/memory/insights',
  schema: insightList,
  atStore: async (db, context, page) => encodeInsights(await listInsights(db, context, page)),
  show: ({ severity, category, title, summary }) => `[${severity}, ${category}] ${title}\n  ${summary}`,
  none: 'Nothing stands out.',
};

const runbooks: Listing<Runbook> = {
  path: '/v1/memory/runbooks',
  schema: runbookList,
  atStore: async (db, context, page) => encodeRunbooks(await listRunbooks(db, context, page)),
  show: ({ runbookId, title, origin, steps }) =>
    [
      `${title} (${origin}, ${runbookId})`,
      ...steps.map((step, at) => `  ${at + 1}. ${step.replaceAll('\n', '\n     ')}`),
    ].join('\n'),
  none: 'There is no runbook yet.',
};

export function addKnowledgeListCommands(program: Command): void {
  addCommand(program, 'insights', 'what the incidents as a whole tell', insights);
  addCommand(program, 'runbooks', 'the runbooks, drafted and imported ones', runbooks);
}

const addCommand = <Item>(program: Command, name: string, what: string, listing: Listing<Item>): Command =>
  program
    .command(name)
    .description(`${what}; through a running server as import does`)
    .option('--tenant <tenant>', 'name or id of the tenant')
    .option('--json', 'as JSON')
    .action((asked: Asked) => show(listing, asked));

async function show<Item>(listing: Listing<Item>, { tenant, json }: Asked): Promise<void> {
  const items = await inTenant(tenant, {
    through: (server) =>
      everyItem(async (page) => {
        const query = new URLSearchParams({ ...page, limit: String(page.limit) });
        const { body } = await callRemote(server, `${listing.path}?${query}`, null, 'GET');
        const { data } = listing.schema.safeParse(body);
        if (data !== undefined) return data;
        throw new ParleyError('unavailable', `${server.url} answered without a list; check PARLEY_URL.`);
      }),
    atStore: ({ db }, context) => everyItem((page) => listing.atStore(db, context, page)),
  });
  if (json) return printJson(items);
  print(items.length === 0 ? listing.none : items.map(listing.show).join('\n\n'));
}

async function everyItem<Item>(
  read: (page: { limit: number; cursor?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let page = await read({ limit: PAGE });
  for (; page.nextCursor !== null; page = await read({ limit: PAGE, cursor: page.nextCursor }))
    items.push(...page.items);
  return [...items, ...page.items];
}
