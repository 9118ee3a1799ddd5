import { readGenericRecord } from '../fields/read-generic-record.ts';
import type { Importer, JsonObject } from '../importer.ts';

/** JSON objects of no known product, read by the names of their fields. */
export const genericJsonImporter: Importer<JsonObject> = {
  name: 'generic-json',
  recognises: () => true,
  read: readGenericRecord,
};
