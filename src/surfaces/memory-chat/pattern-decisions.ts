import { operation } from '../surface.ts';
import { encodePattern } from './encode-pattern.ts';
import { KNOWLEDGE_WRITE } from './knowledge-access.ts';
import { NO_PATTERN } from './no-pattern.ts';
import {
  exampleMerge,
  exampleParams,
  examplePattern,
  exampleRenaming,
  exampleSplit,
} from './pattern-fixtures.ts';
import { mergeBody, patternBody, patternChange, patternParams, splitBody } from './pattern-schema.ts';

const PATH = '/v1/knowledge/{patternId}';

const asItIs = (description: string) => ({ description, schema: patternBody, example: examplePattern });

/** What all of them have in common. */
const DECISION = {
  access: KNOWLEDGE_WRITE,
  params: patternParams,
  refusals: [NO_PATTERN, 'conflict'],
} as const;

const rename = operation({
  method: 'PATCH',
  path: PATH,
  id: 'renamePattern',
  summary: 'Give a pattern another title, or the computed one back',
  ...DECISION,
  body: patternChange,
  answers: { 200: asItIs('As it is now.') },
  example: { params: exampleParams, body: exampleRenaming },
  handle: async ({ c, services, caller, params, body }) =>
    c.json(encodePattern(await services.patterns.rename(caller, params.patternId, body.title))),
});

const merge = operation({
  method: 'POST',
  path: `${PATH}/merge`,
  id: 'mergePatterns',
  summary: 'Make a pattern a part of another',
  description: 'Its incidents and its feedback go to the other; all of them are held together from now on.',
  ...DECISION,
  body: mergeBody,
  answers: { 200: asItIs('The pattern that has them all.') },
  example: { params: exampleParams, body: exampleMerge },
  handle: async ({ c, services, caller, params, body }) =>
    c.json(encodePattern(await services.patterns.merge(caller, params.patternId, body.into))),
});

const split = operation({
  method: 'POST',
  path: `${PATH}/split`,
  id: 'splitPattern',
  summary: 'Take incidents out of a pattern, as a pattern of their own',
  ...DECISION,
  body: splitBody,
  answers: { 201: asItIs('The new pattern.') },
  example: { params: exampleParams, body: exampleSplit },
  async handle({ c, services, caller, params, body: { incidentIds, title } }) {
    const request = { incidentIds, title: title ?? undefined };
    const made = encodePattern(await services.patterns.split(caller, params.patternId, request));
    c.header('Location', `/v1/knowledge/${made.patternId}`);
    return c.json(made, 201);
  },
});

const dismiss = operation({
  method: 'POST',
  path: `${PATH}/dismiss`,
  id: 'dismissPattern',
  summary: 'Take a pattern that is none out of lists and answers',
  ...DECISION,
  answers: { 200: asItIs('As it is now.') },
  example: { params: exampleParams },
  handle: async ({ c, services, caller, params }) =>
    c.json(encodePattern(await services.patterns.dismiss(caller, params.patternId))),
});

const restore = operation({
  method: 'POST',
  path: `${PATH}/restore`,
  id: 'restorePattern',
  summary: 'Take the dismissal of a pattern back',
  ...DECISION,
  answers: { 200: asItIs('As it is now.') },
  example: { params: exampleParams },
  handle: async ({ c, services, caller, params }) =>
    c.json(encodePattern(await services.patterns.restore(caller, params.patternId))),
});

export const patternDecisionOperations = [rename, merge, split, dismiss, restore];
