import { parse } from 'csv-parse/sync';
import { delimiterOf } from '../../lib/read-csv-rows.ts';
import { firstRowFields } from './first-row-fields.ts';
import type { RowFormat } from './read-row-documents.ts';
import { holdDocuments, isTextField } from './row-fields.ts';

const MAX_HEADER_CHARACTERS = 20_000;

/**
 * Whether the beginning of a file (64 KB are enough) shows rows that are documents, each with a field of text, and not
 * one document. Never throws: a file that cannot be read is no row file.
 */
export function isRowFile(head: Uint8Array, format: RowFormat): boolean {
  const text = new TextDecoder().decode(head);
  if (format === 'csv') return holdDocuments(headerOf(text));
  const fields = firstRowFields(text, format === 'json-lines');
  if (fields === null) return false;
  // Where a field of text holds an object, it is none.
  const names = [...fields].filter(([name, first]) => !isTextField(name) || first === '"' || first === '[');
  return holdDocuments(names.map(([name]) => name));
}

function headerOf(text: string): readonly string[] {
  const delimiter = delimiterOf(text);
  const [first = '', second = ''] = text.split(/\r\n|\n|\r/, 2);
  const line = /^sep=.$/i.test(first) ? second : first;
  if (line.length > MAX_HEADER_CHARACTERS) return [];
  try {
    const [header] = parse(line, { delimiter, relax_column_count: true, relax_quotes: true });
    return header ?? [];
  } catch {
    return [];
  }
}
