import { z } from 'zod';
import { checkShape } from '../fields/check-shape.ts';
import { readGenericRecord } from '../fields/read-generic-record.ts';
import { type Importer, isObject, type JsonObject } from '../importer.ts';

const schema = z.looseObject({
  id: z.union([z.string().min(1), z.number()]),
  type: z.string(),
  attributes: z.looseObject({
    title: z.string().nullish(),
    summary: z.string().nullish(),
    status: z.string().nullish(),
  }),
});

/** Resources of a JSON:API export: `{ id, type: "incidents", attributes }`. */
export const rootlyImporter: Importer<JsonObject> = {
  name: 'rootly',
  recognises: ({ type, attributes }) =>
    typeof type === 'string' && /^incidents?$/.test(type) && isObject(attributes),
  read: (source, origin) => {
    const { id, attributes } = checkShape(schema, source, 'Rootly');
    return readGenericRecord(toFields(id, attributes), origin);
  },
};

function toFields(id: string | number, attributes: JsonObject): JsonObject {
  const { id: _inner, slug, url, short_url: shortUrl, groups, ...rest } = attributes;
  // Rootly's screens call its groups teams.
  return { ...rest, id, url: url ?? shortUrl ?? null, slug, teams: rest.teams ?? groups };
}
