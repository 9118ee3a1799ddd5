import type { z } from 'zod';
import type { Operation } from '../surface.ts';
import type { MediaType, RequestBody, Schema } from './document.ts';
import { jsonSchema } from './json-schema.ts';

const FORM = 'multipart/form-data';

/** What an operation reads of the body; undefined where it reads none. */
export function requestBodyOf(operation: Operation): { requestBody?: RequestBody } {
  const { body, bodyTypes = ['application/json'], bodyExamples = {}, receivesBody, example } = operation;
  const { bodySchemas = {} } = operation;
  if (body === undefined && !receivesBody) return {};
  const given = body && jsonSchema(body);
  const content: Record<string, MediaType> = {};
  for (const mediaType of bodyTypes) {
    const shown = bodyExamples[mediaType] ?? (receivesBody ? undefined : example?.body);
    content[mediaType] = {
      schema: given ?? receivedSchema(mediaType, bodySchemas[mediaType]),
      ...(shown === undefined ? {} : { example: shown }),
    };
  }
  return { requestBody: { required: true, content } };
}

function receivedSchema(mediaType: string, known: z.ZodType | undefined): Schema {
  const stated = known && jsonSchema(known);
  if (mediaType !== FORM) return stated ?? (/json$/.test(mediaType) ? {} : { type: 'string' });
  const file = { type: 'string', contentMediaType: 'application/octet-stream' };
  return {
    type: 'object',
    description: 'Files, each with its name, under any other field name.',
    ...(stated?.properties === undefined ? {} : { properties: stated.properties }),
    additionalProperties: { type: 'array', items: file },
  };
}
