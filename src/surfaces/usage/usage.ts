import { operation } from '../surface.ts';
import { encodeUsage } from './encode.ts';
import { type UsageBody, usageBody, usageQuery } from './schema.ts';

const figures = {
  calls: 2,
  answered: 2,
  failed: 0,
  stopped: 0,
  prompt_tokens: 5300,
  cached_tokens: 1200,
  completion_tokens: 410,
  estimated_calls: 0,
  price: 0.000951,
  unpriced_calls: 0,
};

const example: UsageBody = {
  from: '2026-01-01',
  to: '2026-01-31',
  by: ['day', 'model'],
  items: [{ day: '2026-01-15', provider: 'openai', model: 'gpt-4o-mini', ...figures }],
  totals: figures,
};

/** What language models were used for; also `parley usage`. */
export const usageOperation = operation({
  method: 'GET',
  path: '/v1/usage',
  id: 'getUsage',
  summary: 'What language models were used for, and what that cost',
  description:
    'Every call counts, also one that failed, was stopped or was tried again. Days are days in UTC.',
  access: { roles: ['admin'], scopes: ['usage:read'] },
  query: usageQuery,
  answers: { 200: { description: 'All rows and their sum.', schema: usageBody, example } },
  example: { query: { from: example.from, to: example.to, by: example.by.join(',') } },
  async handle({ c, services, caller, now, query: { from, to, by } }) {
    const report = await services.usage(caller, {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      by,
      now,
    });
    return c.json(encodeUsage(report));
  },
});
