import type { z } from 'zod';
import type { Operation } from '../surface.ts';
import type { Parameter, Schema } from './document.ts';
import { jsonSchema } from './json-schema.ts';

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A text of your own for this request. Sent again with the same key within 24 hours, it is not done again: the first answer comes back.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  example: '6f0d5b1c-ask-1',
};

const LAST_EVENT_ID: Parameter = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description:
    'The `id` of the last event that was read of a stream that broke: it goes on behind it. Nothing is asked anew.',
  schema: { type: 'string', pattern: '^[0-9a-f-]{36}:\\d{1,9}$' },
};

const ACCEPT: Parameter = {
  name: 'Accept',
  in: 'header',
  required: false,
  description:
    'With `text/event-stream` in it the answer comes as a stream of Server-Sent Events, whose last one holds what the plain answer would.',
  schema: { type: 'string' },
};

/** Everything beside the body that an operation takes. */
export function parametersOf({ method, params, query, streams, receivesBody, answers, example }: Operation) {
  const parameters: Parameter[] = [
    ...fieldsOf('path', params, example?.params),
    ...fieldsOf('query', query, example?.query),
  ];
  if (method === 'POST' && !receivesBody) parameters.push(IDEMPOTENCY_KEY);
  if (streams && !answers[200]?.onlyStreams) parameters.push(ACCEPT);
  if (streams) parameters.push(LAST_EVENT_ID);
  return parameters;
}

function fieldsOf(
  place: 'path' | 'query',
  schema: z.ZodType | undefined,
  examples: object = {},
): Parameter[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema) as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  const told = new Map<string, unknown>(Object.entries(examples));
  return Object.entries(properties).map(([name, { description, ...field }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(typeof description === 'string' ? { description } : {}),
    schema: field,
    ...(told.has(name) ? { example: told.get(name) } : {}),
  }));
}
