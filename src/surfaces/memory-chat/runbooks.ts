import { noIncident } from '../../knowledge/get-incident.ts';
import { noRunbook } from '../../knowledge/runbooks/runbook-access.ts';
import { operation } from '../surface.ts';
import { encodeRecordedUse, encodeRunbookDetails, encodeRunbooks } from './encode-runbook.ts';
import { KNOWLEDGE_READ, KNOWLEDGE_WRITE } from './knowledge-access.ts';
import {
  exampleNewUse,
  exampleRunbookBody,
  exampleRunbookParams,
  exampleRunbooks,
  exampleUse,
} from './runbook-fixtures.ts';
import { newUse, runbookBody, runbookList, runbookParams, runbooksQuery, useBody } from './runbook-schema.ts';

const PATH = '/v1/memory/runbooks';

const list = operation({
  method: 'GET',
  path: PATH,
  id: 'listRunbooks',
  summary: 'List the runbooks, drafted and imported ones, the newest first',
  access: KNOWLEDGE_READ,
  query: runbooksQuery,
  answers: { 200: { description: 'One page.', schema: runbookList, example: exampleRunbooks } },
  async handle({ c, services, caller, query: { service, q, limit, cursor } }) {
    const request = { service, q, limit, ...(cursor === undefined ? {} : { cursor }) };
    return c.json(encodeRunbooks(await services.runbooks.list(caller, request)));
  },
});

const read = operation({
  method: 'GET',
  path: `${PATH}/{runbookId}`,
  id: 'getRunbook',
  summary: 'One runbook: where each step stands, what it is for, and how following it went',
  access: KNOWLEDGE_READ,
  params: runbookParams,
  refusals: [noRunbook()],
  answers: { 200: { description: 'The runbook.', schema: runbookBody, example: exampleRunbookBody } },
  example: { params: exampleRunbookParams },
  handle: async ({ c, services, caller, params }) =>
    c.json(encodeRunbookDetails(await services.runbooks.find(caller, params.runbookId))),
});

const recordUse = operation({
  method: 'POST',
  path: `${PATH}/{runbookId}/uses`,
  id: 'recordRunbookUse',
  summary: 'Tell how following a runbook went',
  description:
    '`resolved`: the trouble was over; `helped`: it took more; `failed`: it was no help. `successRate` is the share of all uses that resolved it.',
  access: KNOWLEDGE_WRITE,
  params: runbookParams,
  body: newUse,
  refusals: [noRunbook(), noIncident()],
  answers: { 201: { description: 'It is counted.', schema: useBody, example: exampleUse } },
  example: { params: exampleRunbookParams, body: exampleNewUse },
  async handle({ c, services, caller, params, body }) {
    const use = encodeRecordedUse(await services.runbooks.recordUse(caller, params.runbookId, body));
    // The runbook shows its latest uses.
    c.header('Location', `${PATH}/${use.runbookId}`);
    return c.json(use, 201);
  },
});

export const runbookOperations = [list, read, recordUse];
