import type { Command } from 'commander';
import { createTenant } from '../auth/tenants.ts';
import { print } from './print.ts';
import { withParley } from './with-parley.ts';

export function addTenantCommand(program: Command): void {
  const tenant = program.command('tenant').description('Tenants: whose data is kept apart');
  tenant
    .command('create')
    .argument('<name>', 'how it is called; no other tenant may have the same')
    .description('make a tenant and print its id')
    .action((name: string) => withParley(async ({ db }) => print(await createTenant(db, name))));
}
