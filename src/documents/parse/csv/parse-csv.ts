import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { stripInvisible } from '../../../lib/strip-invisible.ts';
import type { ParsedDocument } from '../../parsed-document.ts';
import { decodeText } from '../decode-text.ts';
import { escapeInline } from '../markdown/escape-markdown.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { type ParseLimits, tooMuchText, unreadable } from '../parse-limits.ts';
import { delimiterOf, SEPARATOR_LINE } from './delimiter-of.ts';

const MAX_COLUMNS = 1_000;
const MAX_ROW_CHARACTERS = 1_000_000;

/** A table of CSV or of values parted by tabs, semicolons or bars, as a Markdown table under its first row. */
export function parseCsv(bytes: Buffer, limits: ParseLimits): ParsedDocument {
  if (bytes.length > 2 * limits.maxTextBytes) throw tooMuchText(limits);
  const text = decodeText(bytes);
  const rows = readRows(text.replace(SEPARATOR_LINE, ''), delimiterOf(text));
  if (rows.some((row) => row.length > MAX_COLUMNS)) throw unreadable(`has more than ${MAX_COLUMNS} columns`);
  const writer = new MarkdownWriter(limits);
  writer.table(rows.map((row) => withoutEmptyEnd(row.map(cellText))).filter((row) => row.length > 0));
  return { title: null, text: writer.text, syntax: 'markdown', pages: null, metadata: {} };
}

const cellText = (cell: string): string => escapeInline(stripInvisible(cell).replace(/\s+/g, ' ').trim());

/** Spreadsheets write as many cells as their widest row has. */
function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  let end = cells.length;
  while (end > 0 && cells[end - 1] === '') end--;
  return end === cells.length ? cells : cells.slice(0, end);
}

function readRows(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_ROW_CHARACTERS,
    });
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(reasonOf(error), error);
    throw error;
  }
}

function reasonOf(error: CsvError): string {
  const line = 'lines' in error && typeof error.lines === 'number' ? ` (line ${error.lines})` : '';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return `is not CSV: a quote is never closed${line}`;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return `is not CSV: a row is longer than ${MAX_ROW_CHARACTERS} characters, or a quote in it is never closed${line}`;
  return `is not CSV: a quote stands inside a cell; put the cell into quotes and double it${line}`;
}
