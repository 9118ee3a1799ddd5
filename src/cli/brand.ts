import type { Command } from 'commander';
import { operatorContext } from '../auth/operator-context.ts';
import { requireTenant } from '../auth/tenants.ts';
import { createBrand } from '../knowledge/create-brand.ts';
import { listBrands } from '../knowledge/list-brands.ts';
import { readEveryPage } from '../knowledge/name-pages.ts';
import { createInTenant } from './create-in-tenant.ts';
import { print, printJson, printTable } from './print.ts';
import { withParley } from './with-parley.ts';

interface CreateOptions {
  readonly tenant?: string;
  readonly name?: string;
  readonly scopes?: string[];
}

export function addBrandCommand(program: Command): void {
  const brand = program.command('brand').description('brands: spaces of documents inside a tenant');
  brand
    .command('create')
    .argument('<id>', 'what callers send as brand_id: letters, digits, dots, dashes and underscores')
    .description('make a brand and print its id; through a running server as import does')
    .option('--tenant <tenant>', 'name or id of the tenant')
    .option('--name <name>', 'how it is called; its brand_id unless given')
    .option('--scopes <a,b>', 'its collections', (text) => text.split(','))
    .action(create);
  brand
    .command('list')
    .description("the tenant's brands with their collections")
    .requiredOption('--tenant <tenant>', 'name or id')
    .option('--json', 'as JSON')
    .action(list);
}

async function create(key: string, { tenant, ...more }: CreateOptions): Promise<void> {
  const id = await createInTenant(tenant, {
    prefix: 'brd',
    path: '/v1/brands',
    body: { brand_id: key, ...more },
    atStore: ({ db }, context) => createBrand(db, context, { key, ...more }),
  });
  print(id);
}

async function list({ tenant, json }: { tenant: string; json?: true }): Promise<void> {
  const brands = await withParley(async ({ db }) => {
    const context = operatorContext((await requireTenant(db, tenant)).id);
    return readEveryPage((page) => listBrands(db, context, page));
  });
  if (json) return printJson(brands);
  printTable(
    ['ID', 'BRAND_ID', 'NAME', 'SCOPES', 'CREATED'],
    brands.map(({ id, key, name, scopes, createdAt }) => [
      id,
      key,
      name,
      scopes.join(',') || '-',
      createdAt.toISOString().slice(0, 10),
    ]),
  );
}
