import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import { ParleyError } from '../../core/errors.ts';
import type { NewProject } from '../../knowledge/create-project.ts';
import type { KnowledgeVerbs } from '../../knowledge/verbs.ts';
import { operation } from '../surface.ts';
import { exampleNewProject, exampleParams, exampleProject } from './fixtures.ts';
import { creditChange, listQuery, newProject, projectBody, projectList, projectParams } from './schema.ts';

const WRITE = { roles: ['admin', 'member'], scopes: ['projects:write'] } as const;
const READ = { scopes: ['projects:read', 'ai.chat:read'] } as const;

type Found = Awaited<ReturnType<KnowledgeVerbs['projects']['find']>>;

const encode = (project: Found): z.input<typeof projectBody> => ({
  id: project.id,
  projectId: project.slug,
  slug: project.slug,
  name: project.name,
  description: project.description,
  ai_credits: project.aiCredits,
  createdAt: project.createdAt.toISOString(),
});

const create = operation({
  method: 'POST',
  path: '/v1/projects',
  id: 'createProject',
  summary: 'Create a project',
  access: WRITE,
  body: newProject,
  refusals: ['conflict'],
  answers: { 201: { description: 'The project.', schema: projectBody, example: exampleProject } },
  example: { body: exampleNewProject },
  async handle({ c, services, caller, body }) {
    const project = await services.projects.create(caller, decode(body));
    c.header('Location', `/v1/projects/${project.slug}`);
    return c.json(encode(project), 201);
  },
});

const list = operation({
  method: 'GET',
  path: '/v1/projects',
  id: 'listProjects',
  summary: 'List the projects, by slug',
  access: READ,
  query: listQuery,
  answers: {
    200: {
      description: 'One page.',
      schema: projectList,
      example: { items: [exampleProject], nextCursor: null },
    },
  },
  async handle({ c, services, caller, query: { limit, cursor } }) {
    const page = await services.projects.list(caller, { limit, ...(cursor === undefined ? {} : { cursor }) });
    return c.json({ items: page.items.map(encode), nextCursor: page.nextCursor });
  },
});

const read = operation({
  method: 'GET',
  path: '/v1/projects/{projectId}',
  id: 'getProject',
  summary: 'One project',
  access: READ,
  params: projectParams,
  refusals: ['not_found'],
  answers: { 200: { description: 'The project.', schema: projectBody, example: exampleProject } },
  example: { params: exampleParams },
  handle: async ({ c, services, caller, params }) =>
    c.json(encode(await services.projects.find(caller, params.projectId))),
});

const remove = operation({
  method: 'DELETE',
  path: '/v1/projects/{projectId}',
  id: 'deleteProject',
  summary: "Delete a project; what was said about it stays in its callers' history",
  access: WRITE,
  params: projectParams,
  refusals: ['not_found'],
  answers: { 204: { description: 'It is gone.' } },
  example: { params: { projectId: exampleNewProject.slug } },
  async handle({ c, services, caller, params }) {
    await services.projects.delete(caller, params.projectId);
    return c.body(null, 204);
  },
});

const addCredits = operation({
  method: 'POST',
  path: '/v1/projects/{projectId}/credits',
  id: 'addProjectCredits',
  summary: 'Give a project AI credits, or take some',
  description: 'What answers that are being given have reserved cannot be taken.',
  access: { roles: ['admin'], scopes: ['projects:write'] },
  params: projectParams,
  body: creditChange,
  refusals: [
    new ParleyError('not_found', 'There is no project with that id.', { subject: 'project' }),
    new ParleyError('conflict', 'The project has 250 AI credits; so many cannot be taken.', {
      subject: 'credits',
    }),
  ],
  answers: { 200: { description: 'The project.', schema: projectBody, example: exampleProject } },
  example: { params: exampleParams, body: { amount: 250 } },
  handle: async ({ c, services, caller, params, body }) =>
    c.json(encode(await services.projects.addCredits(caller, params.projectId, body.amount))),
});

export const projectOperations = [create, list, read, remove, addCredits];

function decode({ projectId, slug, name, description }: z.output<typeof newProject>): NewProject {
  return {
    slug: projectId ?? slug ?? slugOf(name ?? ''),
    ...(name === undefined ? {} : { name }),
    description: description ?? null,
  };
}

const SUFFIX_CHARACTERS = 5;
const MAX_STEM_CHARACTERS = 50;

/** `My project` as `my-project-a1b2c`: what is readable of the name, and five characters that make it the only one. */
function slugOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['project'];
  const stem = words.join('-').slice(0, MAX_STEM_CHARACTERS).replace(/-$/, '');
  const suffix = Array.from({ length: SUFFIX_CHARACTERS }, () => randomInt(36).toString(36)).join('');
  return `${stem.length < 2 ? `project-${stem}` : stem}-${suffix}`;
}
