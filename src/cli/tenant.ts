import { Argument, type Command } from 'commander';
import { createTenant, listTenants, requireTenant, setAssistantEnabled } from '../auth/tenants.ts';
import { print, printJson, printTable } from './print.ts';
import { withParley } from './with-parley.ts';

export function addTenantCommand(program: Command): void {
  const tenant = program.command('tenant').description('Tenants: whose data is kept apart');
  tenant
    .command('create')
    .argument('<name>', 'how it is called; no other tenant may have the same')
    .description('make a tenant and print its id')
    .action((name: string) => withParley(async ({ db }) => print(await createTenant(db, name))));
  tenant.command('list').description('every tenant').option('--json', 'as JSON').action(list);
  tenant
    .command('assistant')
    .argument('<tenant>', 'name or id')
    .addArgument(new Argument('<switch>', 'whether chat calls are answered').choices(['on', 'off']))
    .description("switch a tenant's assistant on or off, at once")
    .action(switchAssistant);
}

async function list({ json }: { json?: true }): Promise<void> {
  const tenants = await withParley(({ db }) => listTenants(db));
  if (json) return printJson(tenants);
  printTable(
    ['ID', 'NAME', 'ASSISTANT', 'CREATED'],
    tenants.map(({ id, name, assistantEnabled, createdAt }) => [
      id,
      name,
      assistantEnabled ? 'on' : 'off',
      createdAt.toISOString().slice(0, 10),
    ]),
  );
}

const switchAssistant = (reference: string, position: string): Promise<void> =>
  withParley(async ({ db }) => {
    const { id, name } = await requireTenant(db, reference);
    await setAssistantEnabled(db, id, position === 'on');
    print(`the assistant of ${name} is ${position}`);
  });
