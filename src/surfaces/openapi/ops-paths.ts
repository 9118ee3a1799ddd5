import type { Content, Paths, ResponseDoc, Schema, WholeOperation } from './document.ts';
import { headerDocs } from './headers.ts';

/** The tag of what belongs to no surface. */
export const OPS_TAG = {
  name: 'Operating',
  description: 'For those who run the server. Needs no credential.',
};

const answer = (description: string, content?: Content): ResponseDoc => ({
  description,
  headers: headerDocs(['X-Request-Id']),
  ...(content === undefined ? {} : { content }),
});

const json = (schema: Schema, example: unknown): Content => ({ 'application/json': { schema, example } });

const status = (...values: string[]): Schema => ({
  type: 'object',
  properties: { status: { enum: values } },
  required: ['status'],
});

const get = (
  operationId: string,
  summary: string,
  responses: Record<string, ResponseDoc>,
): { get: WholeOperation } => ({
  get: { operationId, tags: [OPS_TAG.name], summary, security: [], responses },
});

const versioned = (description: string, content: Content): Record<string, ResponseDoc> => ({
  200: { description, headers: headerDocs(['X-Request-Id', 'ETag']), content },
  304: {
    description: 'You have it already: the `ETag` that you sent in `If-None-Match` is still the right one.',
    headers: headerDocs(['X-Request-Id', 'ETag']),
  },
});

const welcome: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    endpoints: { type: 'object', additionalProperties: { type: 'string' } },
  },
  required: ['name', 'endpoints'],
};

/** What the server answers to its operator's tools and to readers of its reference. */
export const OPS_PATHS: Paths<WholeOperation> = {
  '/': get('welcome', 'What is here', {
    200: answer(
      'Name and addresses.',
      json(welcome, { name: 'Parley', endpoints: { 'GET /docs': 'every address, with examples' } }),
    ),
  }),
  '/healthz': get('isAlive', 'Whether the process runs', {
    200: answer('It does.', json(status('ok'), { status: 'ok' })),
  }),
  '/readyz': get('isReady', 'Whether questions can be answered', {
    200: answer('They can.', json(status('ready'), { status: 'ready' })),
    503: answer(
      'The store cannot be reached, or the server is stopping.',
      json(status('unavailable'), { status: 'unavailable' }),
    ),
  }),
  '/metrics': get('metrics', 'Figures for Prometheus', {
    200: answer('In the text format of Prometheus.', {
      'text/plain': {
        schema: { type: 'string' },
        example: '# TYPE parley_database_info gauge\nparley_database_info{engine="pglite"} 1\n',
      },
    }),
  }),
  '/openapi.json': get(
    'openapi',
    'This document',
    versioned('OpenAPI 3.1.', { 'application/json': { schema: { type: 'object' } } }),
  ),
  '/docs': get(
    'reference',
    'This document as a page',
    versioned('HTML, which needs no script.', { 'text/html': { schema: { type: 'string' } } }),
  ),
};
