import { operation } from '../surface.ts';
import { exampleJob, exampleJobParams, exampleJobSummary } from './document-fixtures.ts';
import { jobBody, jobList, jobParams, jobQuery } from './document-schema.ts';
import { encodeJob, encodeJobSummary } from './encode-document.ts';
import { listQuery } from './schema.ts';

const WRITE = { roles: ['admin', 'member'], scopes: ['documents:write'] } as const;
const READ = { scopes: ['documents:read', 'documents:write'] } as const;

const list = operation({
  method: 'GET',
  path: '/v1/jobs',
  id: 'listJobs',
  summary: 'List the imports of documents, the newest first',
  access: READ,
  query: listQuery,
  answers: {
    200: {
      description: 'One page.',
      schema: jobList,
      example: { items: [exampleJobSummary], next_cursor: null },
    },
  },
  async handle({ c, services, caller, query: { limit, cursor } }) {
    const request = { limit, ...(cursor === undefined ? {} : { cursor }) };
    const page = await services.documents.listJobs(caller, request);
    return c.json({ items: page.items.map(encodeJobSummary), next_cursor: page.nextCursor });
  },
});

const read = operation({
  method: 'GET',
  path: '/v1/jobs/{job_id}',
  id: 'getJob',
  summary: 'One import with its files: what became of each, and why',
  access: READ,
  params: jobParams,
  query: jobQuery,
  refusals: ['not_found'],
  answers: { 200: { description: 'The job.', schema: jobBody, example: exampleJob } },
  example: { params: exampleJobParams },
  handle: async ({ c, services, caller, params, query }) =>
    c.json(encodeJob(await services.documents.findJob(caller, params.job_id, query.from))),
});

const retry = operation({
  method: 'POST',
  path: '/v1/jobs/{job_id}/retry',
  id: 'retryJob',
  summary: 'Read the failed files of an import once more; their bytes are kept for a week',
  access: WRITE,
  params: jobParams,
  refusals: ['not_found', 'conflict'],
  answers: { 202: { description: 'The job.', schema: jobBody, example: exampleJob } },
  example: { params: exampleJobParams },
  async handle({ c, services, caller, params }) {
    const job = await services.documents.retryJob(caller, params.job_id);
    c.header('Location', `/v1/jobs/${job.id}`);
    return c.json(encodeJob(job), 202);
  },
});

export const documentJobOperations = [list, read, retry];
