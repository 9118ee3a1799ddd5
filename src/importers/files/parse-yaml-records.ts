import { type Document, parseAllDocuments } from 'yaml';
import { YAML_OPTIONS, yamlValue } from '../../lib/parse-yaml.ts';
import { isObject } from '../importer.ts';

const LIST_NAMES = ['incidents', 'postmortems', 'post_mortems', 'outages', 'data', 'items', 'records'];

/** Records of a YAML file: the elements of a list, of a list under a known name, or each document. */
export function parseYamlRecords(text: string): unknown[] {
  const documents = parseAllDocuments(text, YAML_OPTIONS);
  if ('empty' in documents) return [];
  return documents.flatMap((document) => {
    const value = yamlValue(document as Document.Parsed, text, 'the file', 0);
    if (Array.isArray(value)) return value;
    const list = isObject(value) ? LIST_NAMES.map((name) => value[name]).find(Array.isArray) : undefined;
    return list ?? (value === null ? [] : [value]);
  });
}
