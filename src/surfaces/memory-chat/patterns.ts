import type { z } from 'zod';
import { operation } from '../surface.ts';
import { encodeChanges, encodePattern, encodePatterns, encodeSimilar } from './encode-pattern.ts';
import { KNOWLEDGE_READ } from './knowledge-access.ts';
import { NO_PATTERN } from './no-pattern.ts';
import {
  exampleChanges,
  exampleFailure,
  exampleListed,
  exampleParams,
  examplePattern,
  exampleSimilar,
} from './pattern-fixtures.ts';
import {
  changeList,
  changesQuery,
  patternBody,
  patternList,
  patternParams,
  patternQuery,
  similarList,
  similarQuestion,
} from './pattern-schema.ts';

const decodePage = ({ limit, cursor }: z.output<typeof changesQuery>) => ({
  limit,
  ...(cursor === undefined ? {} : { cursor }),
});

const list = operation({
  method: 'GET',
  path: '/v1/knowledge',
  id: 'listPatterns',
  summary: 'What keeps going wrong: the patterns of your incidents, the newest first',
  access: KNOWLEDGE_READ,
  query: patternQuery,
  answers: {
    200: {
      description: 'One page.',
      schema: patternList,
      example: { patterns: [exampleListed], count: 1, cursor: null },
    },
  },
  async handle({ c, services, caller, query }) {
    const { status, minConfidence, dismissed } = query;
    const filter = { status, minConfidence, dismissed: dismissed === 'true' };
    return c.json(encodePatterns(await services.patterns.list(caller, filter, decodePage(query))));
  },
});

const similar = operation({
  method: 'POST',
  path: '/v1/knowledge/similar',
  id: 'findSimilarPatterns',
  summary: 'Which patterns a failure is like, the most alike first',
  access: KNOWLEDGE_READ,
  body: similarQuestion,
  answers: {
    200: {
      description: 'At most ten; none where nothing is like it.',
      schema: similarList,
      example: exampleSimilar,
    },
  },
  example: { body: exampleFailure },
  handle: async ({ c, services, caller, body }) =>
    c.json(encodeSimilar(await services.patterns.similar(caller, body))),
});

const read = operation({
  method: 'GET',
  path: '/v1/knowledge/{patternId}',
  id: 'getPattern',
  summary: 'One pattern with its incidents, what they share, and what resolved them',
  description:
    'One that was dismissed, has vanished or was merged into another is shown, too, and says so: `dismissedAt`, `vanishedAt`, `mergedInto`.',
  access: KNOWLEDGE_READ,
  params: patternParams,
  refusals: [NO_PATTERN],
  answers: { 200: { description: 'The pattern.', schema: patternBody, example: examplePattern } },
  example: { params: exampleParams },
  handle: async ({ c, services, caller, params }) =>
    c.json(encodePattern(await services.patterns.find(caller, params.patternId))),
});

const changes = operation({
  method: 'GET',
  path: '/v1/knowledge/{patternId}/changes',
  id: 'listPatternChanges',
  summary: 'What extractions and people did to a pattern, the newest first',
  access: KNOWLEDGE_READ,
  params: patternParams,
  query: changesQuery,
  refusals: [NO_PATTERN],
  answers: { 200: { description: 'One page.', schema: changeList, example: exampleChanges } },
  example: { params: exampleParams },
  handle: async ({ c, services, caller, params, query }) =>
    c.json(encodeChanges(await services.patterns.changes(caller, params.patternId, decodePage(query)))),
});

export const patternOperations = [similar, list, read, changes];
