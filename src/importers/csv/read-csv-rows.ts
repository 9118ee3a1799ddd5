import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { JsonObject } from '../importer.ts';

export type CsvRow =
  | { readonly line: number; readonly row: JsonObject }
  | { readonly line: number; readonly problem: string };

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const DELIMITERS = [',', ';', '\t', '|'];

/** The mark that separates the cells of the first line. */
export function delimiterOf(head: string): string {
  const first = head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
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
  const skipped: { line: number; problem: string }[] = [];
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: maxRecordBytes,
    on_skip: (error) => {
      const lines = Number((error as { lines?: unknown } | undefined)?.lines);
      skipped.push({
        line: Number.isFinite(lines) ? lines : last,
        problem: sentence(error?.message ?? 'is not CSV'),
      });
      return undefined;
    },
  });
  let last = 1;
  let header: string[] | null = null;
  const source = Readable.from(chunks, { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<ParsedRow>) {
      yield* skipped.splice(0);
      const line = last;
      last = info.lines + 1;
      if (header === null) header = [...record];
      else if (record.some((cell) => cell.trim() !== '')) yield toRow(header, record, line);
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('CSV_'))
      throw error;
    skipped.push({ line: last, problem: sentence(error.message) });
  } finally {
    source.destroy();
  }
  yield* skipped;
}

const sentence = (message: string): string => `is not CSV: ${message.split('\n')[0]?.slice(0, 200) ?? ''}`;

function toRow(header: readonly string[], record: readonly string[], line: number): CsvRow {
  const extra = record.slice(header.length).some((cell) => cell.trim() !== '');
  if (record.length < header.length || extra)
    return { line, problem: `has ${record.length} cells where the header has ${header.length}` };
  if (record.some((cell) => cell.includes('\uFFFD'))) return { line, problem: 'is not valid UTF-8' };
  return { line, row: Object.fromEntries(header.map((name, at) => [name, record[at] ?? ''])) };
}
