import type { Command } from 'commander';
import { requireTenant } from '../auth/tenants.ts';
import { createProject } from '../knowledge/create-project.ts';
import { listProjects } from '../knowledge/list-projects.ts';
import { readEveryPage } from '../knowledge/name-pages.ts';
import { createInTenant } from './create-in-tenant.ts';
import { operatorContext } from './operator-context.ts';
import { print, printJson, printTable } from './print.ts';
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
}

async function create(slug: string, { tenant, name }: { tenant?: string; name?: string }): Promise<void> {
  const body = { slug, ...(name === undefined ? {} : { name }) };
  const id = await createInTenant(tenant, {
    prefix: 'prj',
    path: '/v1/projects',
    body,
    atStore: (db, context) => createProject(db, context, body),
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
    ['ID', 'SLUG', 'NAME', 'CREATED'],
    projects.map(({ id, slug, name, createdAt }) => [id, slug, name, createdAt.toISOString().slice(0, 10)]),
  );
}
