import { extensionOf, formatOfName } from '../parse/document-format.ts';
import { isRowFile, type RowFormat } from '../rows/read-row-documents.ts';
import { readHead } from './read-head.ts';

const LINES = new Set(['jsonl', 'ndjson']);

/** How to read a file of many documents, one a row; null for a file that is one document itself. */
export async function rowFormatOf(path: string, name: string): Promise<RowFormat | null> {
  const format = formatOfName(name);
  if (format !== 'json' && format !== 'csv') return null;
  const rows: RowFormat = format === 'csv' ? 'csv' : LINES.has(extensionOf(name)) ? 'json-lines' : 'json';
  return isRowFile(await readHead(path), rows) ? rows : null;
}
