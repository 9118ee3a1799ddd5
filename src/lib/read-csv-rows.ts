import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { ParleyError } from '../core/errors.ts';
import { decodeUtf8 } from './parse-json.ts';
import { splitCsv } from './split-csv.ts';

export type CsvRow =
  | { readonly line: number; readonly row: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly problem: string };

const DELIMITERS = [',', ';', '\t', '|'];

/** What spreadsheets may write above the header. */
const SEPARATOR = /^sep=([,;\t|])$/i;

/** The mark that separates the cells of the first line, or the one that this line names. */
export function delimiterOf(head: string): string {
  const first = head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const stated = SEPARATOR.exec(first)?.[1];
  if (stated !== undefined) return stated;
  const bare = first.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Reads the rows below the header as objects; a row that does not fit the header is a problem of its own. */
export async function* readCsvRows(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: string,
  maxRecordBytes: number,
): AsyncGenerator<CsvRow> {
  let header: readonly string[] | null = null;
  for await (const { line, bytes } of splitCsv(chunks, delimiter, maxRecordBytes)) {
    try {
      if (header === null && bytes !== null && SEPARATOR.test(decodeUtf8(bytes).trim())) continue;
      if (bytes === null)
        throw broken(`is larger than ${maxRecordBytes} bytes, or a quote in it is never closed`);
      for (const cells of cellsOf(bytes, delimiter)) {
        if (header === null) header = cells;
        else if (cells.some((cell) => cell.trim() !== '')) yield { line, row: toRow(header, cells) };
      }
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      yield { line, problem: error.message };
    }
  }
}

const broken = (reason: string): ParleyError => new ParleyError('invalid_input', reason);

/** The records in `bytes`: one, but for a file whose lines end as they did on an old Macintosh. */
function cellsOf(bytes: Uint8Array, delimiter: string): string[][] {
  const text = decodeUtf8(bytes).replace(/\r$/, '');
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw broken(
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'is not CSV: a quote is never closed'
        : 'is not CSV: a quote stands inside a cell; put the cell into quotes and double it',
    );
  }
}

function toRow(header: readonly string[], cells: readonly string[]): Readonly<Record<string, unknown>> {
  if (cells.length < header.length || cells.slice(header.length).some((cell) => cell.trim() !== ''))
    throw broken(`has ${cells.length} cells where the header has ${header.length}`);
  return Object.fromEntries(header.map((name, at) => [name, cells[at] ?? '']));
}
