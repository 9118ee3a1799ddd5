import type { Importer, JsonObject } from '../importer.ts';
import { readGenericRecord } from '../read-generic-record.ts';

/** JSON objects of no known product, read by the names of their fields. */
export const genericJsonImporter: Importer<JsonObject> = {
  name: 'generic-json',
  recognises: () => true,
  read: readGenericRecord,
};
