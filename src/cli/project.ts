import { type Command, InvalidArgumentError } from 'commander';
import { operatorContext } from '../auth/operator-context.ts';
import { requireTenant } from '../auth/tenants.ts';
import { ParleyError } from '../core/errors.ts';
import { addProjectCredits } from '../knowledge/add-project-credits.ts';
import { createProject } from '../knowledge/create-project.ts';
import { listProjects } from '../knowledge/list-projects.ts';
import { readEveryPage } from '../knowledge/name-pages.ts';
import { createInTenant } from './create-in-tenant.ts';
import { inTenant } from './in-tenant.ts';
import { print, printJson, printTable } from './print.ts';
import { callRemote } from './remote.ts';
import { withParley } from './with-parley.ts';

export function addProjectCommand(program: Command): void {
  const project = program
    .command('project')
    .description('projects: services, topics and how they relate, kept apart');
  project
    .command('create')
    .argument('<slug>', 'what it is addressed by: 8 to 60 lower-case letters, digits and dashes')
    .description('make a project and print its id; through a running server as import does')
    .option('--tenant <tenant>', 'name or id of the tenant')
    .option('--name <name>', 'how it is called; the slug unless given')
    .action(create);
  project
    .command('list')
    .description("the tenant's projects")
    .requiredOption('--tenant <tenant>', 'name or id')
    .option('--json', 'as JSON')
    .action(list);
  project
    .command('credit')
    .argument('<slug>', 'slug or id of the project')
    .argument('<amount>', 'how many AI credits; taken from it where negative', readAmount)
    .description(
      'give a project AI credits and print what it has then; through a running server as import does',
    )
    .option('--tenant <tenant>', 'name or id of the tenant')
    .action(credit);
}

async function create(slug: string, { tenant, name }: { tenant?: string; name?: string }): Promise<void> {
  const body = { slug, ...(name === undefined ? {} : { name }) };
  const id = await createInTenant(tenant, {
    prefix: 'prj',
    path: '/v1/projects',
    body,
    atStore: ({ db, config }, context) => createProject(db, context, body, config.projectCredits),
  });
  print(id);
}

async function list({ tenant, json }: { tenant: string; json?: true }): Promise<void> {
  const projects = await withParley(async ({ db }) => {
    const context = operatorContext((await requireTenant(db, tenant)).id);
    return readEveryPage((page) => listProjects(db, context, page));
  });
  if (json) return printJson(projects);
  printTable(
    ['ID', 'SLUG', 'NAME', 'AI CREDITS', 'CREATED'],
    projects.map(({ id, slug, name, aiCredits, createdAt }) => [
      ...[id, slug, name, String(aiCredits), createdAt.toISOString().slice(0, 10)],
    ]),
  );
}

async function credit(slug: string, amount: number, { tenant }: { tenant?: string }): Promise<void> {
  const credits = await inTenant(tenant, {
    async through(server) {
      const path = `/v1/projects/${encodeURIComponent(slug)}/credits`;
      const { ai_credits: left } = (await callRemote(server, path, JSON.stringify({ amount }))).body;
      if (typeof left === 'number') return left;
      throw new ParleyError('unavailable', `${server.url} answered without a balance; check PARLEY_URL.`);
    },
    atStore: async ({ db }, context) => (await addProjectCredits(db, context, slug, amount)).aiCredits,
  });
  print(String(credits));
}

function readAmount(text: string): number {
  if (!/^[-+]?\d{1,10}(\.\d{1,9})?$/.test(text)) throw new InvalidArgumentError('Write it like 250 or -2.5.');
  return Number(text);
}
