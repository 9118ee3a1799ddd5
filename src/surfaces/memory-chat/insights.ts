import { noInsight } from '../../knowledge/insights/insight-access.ts';
import { operation } from '../surface.ts';
import { encodeInsightDetails, encodeInsights, encodeRun } from './encode-insight.ts';
import { exampleInsightBody, exampleInsightParams, exampleInsights, exampleRun } from './insight-fixtures.ts';
import { insightBody, insightList, insightParams, insightsQuery, runBody } from './insight-schema.ts';
import { KNOWLEDGE_READ, KNOWLEDGE_WRITE } from './knowledge-access.ts';

const PATH = '/v1/memory/insights';

const list = operation({
  method: 'GET',
  path: PATH,
  id: 'listInsights',
  summary: 'List what the incidents as a whole tell, the newest first',
  access: KNOWLEDGE_READ,
  query: insightsQuery,
  answers: { 200: { description: 'One page.', schema: insightList, example: exampleInsights } },
  async handle({ c, services, caller, query: { category, severity, limit, cursor } }) {
    const request = { category, severity, limit, ...(cursor === undefined ? {} : { cursor }) };
    return c.json(encodeInsights(await services.insights.list(caller, request)));
  },
});

const run = operation({
  method: 'POST',
  path: `${PATH}/runs`,
  id: 'runInsights',
  summary: 'Work the insights out now',
  description:
    'Windows end with the current day (UTC). The same is done in the background from time to time.',
  access: KNOWLEDGE_WRITE,
  answers: { 200: { description: 'What came of it.', schema: runBody, example: exampleRun } },
  handle: async ({ c, services, caller, now }) => c.json(encodeRun(await services.insights.run(caller, now))),
});

const read = operation({
  method: 'GET',
  path: `${PATH}/{insightId}`,
  id: 'getInsight',
  summary: 'One insight, with the incidents behind it; also one that has ended',
  access: KNOWLEDGE_READ,
  params: insightParams,
  refusals: [noInsight()],
  answers: { 200: { description: 'The insight.', schema: insightBody, example: exampleInsightBody } },
  example: { params: exampleInsightParams },
  handle: async ({ c, services, caller, params }) =>
    c.json(encodeInsightDetails(await services.insights.find(caller, params.insightId))),
});

export const insightOperations = [list, run, read];
