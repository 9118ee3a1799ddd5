import { readGenericRecord } from '../fields/read-generic-record.ts';
import type { Importer, JsonObject } from '../importer.ts';

/** Rows of a CSV file as objects: a cell under its column's name. */
export const csvImporter: Importer<JsonObject> = {
  name: 'csv',
  recognises: () => true,
  read: readGenericRecord,
};
