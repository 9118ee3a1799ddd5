import { ParleyError } from '../../core/errors.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { peekStream } from '../../lib/peek-stream.ts';
import { delimiterOf, readCsvRows } from '../../lib/read-csv-rows.ts';
import { type JsonPiece, JsonSplitter } from '../../lib/split-json.ts';
import { splitLines } from '../../lib/split-lines.ts';
import { jsonDepth } from '../parse/json/json-depth.ts';
import { LIST_NAMES } from './first-row-fields.ts';
import { readRow } from './row-fields.ts';

export { isRowFile } from './is-row-file.ts';

/** `csv` is also tables whose cells are parted by tabs, semicolons or bars. */
export type RowFormat = 'json-lines' | 'json' | 'csv';

export interface RowDocument {
  readonly kind: 'document';
  /** Where the row begins, from 1. */
  readonly line: number;
  readonly externalId: string | null;
  readonly title: string | null;
  /** Well-formed, without NUL, lines end with `\n`; never blank. */
  readonly text: string;
}

export type RowItem =
  | RowDocument
  /** `reason` is a clause whose subject is the row. */
  | { readonly kind: 'problem'; readonly line: number; readonly reason: string };

export interface RowLimits {
  /** Of one row as it stands in the file: what is read whole. */
  readonly maxRowBytes: number;
  readonly maxTextBytes: number;
  /** Nesting of one row. */
  readonly maxDepth: number;
  readonly maxIdCharacters: number;
}

export const defaultRowLimits: RowLimits = {
  maxRowBytes: 4 * 1024 ** 2,
  maxTextBytes: 2 * 1024 ** 2,
  maxDepth: 64,
  maxIdCharacters: 500,
};

const HEAD_BYTES = 65_536;

/**
 * Reads the documents of a file that holds one a row, one by one: a broken row is a problem of its own, and the others
 * are read. Memory stays below a chunk and a few times `maxRowBytes`.
 */
export async function* readRowDocuments(
  chunks: AsyncIterable<Uint8Array>,
  format: RowFormat,
  limits: RowLimits = defaultRowLimits,
): AsyncGenerator<RowItem> {
  const rows =
    format === 'csv'
      ? csvRows(chunks, limits)
      : format === 'json'
        ? jsonRows(chunks, limits)
        : lineRows(chunks, limits);
  for await (const row of rows) {
    const { line } = row;
    if ('problem' in row) {
      yield { kind: 'problem', line, reason: row.problem };
      continue;
    }
    const reading = readRow(row.value, limits);
    yield 'problem' in reading
      ? { kind: 'problem', line, reason: reading.problem }
      : { kind: 'document', line, ...reading };
  }
}

type Row = { readonly line: number } & ({ readonly value: unknown } | { readonly problem: string });

async function* csvRows(chunks: AsyncIterable<Uint8Array>, limits: RowLimits): AsyncGenerator<Row> {
  const file = await peekStream(chunks, HEAD_BYTES);
  const delimiter = delimiterOf(new TextDecoder().decode(file.head));
  for await (const row of readCsvRows(file.chunks, delimiter, limits.maxRowBytes))
    yield 'problem' in row ? row : { line: row.line, value: row.row };
}

async function* lineRows(chunks: AsyncIterable<Uint8Array>, limits: RowLimits): AsyncGenerator<Row> {
  for await (const { line, bytes } of splitLines(chunks, limits.maxRowBytes)) {
    if (bytes === null) yield { line, problem: `is a line longer than ${limits.maxRowBytes} bytes` };
    else {
      const content = line === 1 ? withoutMark(bytes) : bytes;
      if (content.some((byte) => byte > 0x20)) yield parseRow(line, content, limits);
    }
  }
}

async function* jsonRows(chunks: AsyncIterable<Uint8Array>, limits: RowLimits): AsyncGenerator<Row> {
  const splitter = new JsonSplitter({
    maxRecordBytes: limits.maxRowBytes,
    maxDepth: limits.maxDepth,
    listNames: LIST_NAMES,
  });
  let isFirst = true;
  for await (const chunk of chunks) {
    yield* rowsOf(splitter.push(isFirst ? withoutMark(chunk) : chunk), limits);
    isFirst = false;
  }
  yield* rowsOf(splitter.end(), limits);
}

function* rowsOf(pieces: Iterable<JsonPiece>, limits: RowLimits): Generator<Row> {
  for (const piece of pieces)
    if (piece.kind === 'problem') yield { line: piece.line, problem: piece.reason };
    else if (piece.kind !== 'envelope') yield parseRow(piece.line, piece.bytes, limits);
}

const withoutMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

function parseRow(line: number, bytes: Uint8Array, { maxDepth }: RowLimits): Row {
  // In Latin-1 every byte is a character, and all marks of JSON are those of ASCII.
  if (jsonDepth(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')) > maxDepth)
    return { line, problem: `is nested more than ${maxDepth} levels deep` };
  try {
    return { line, value: parseJson(bytes) };
  } catch (error) {
    if (error instanceof ParleyError) return { line, problem: error.message };
    throw error;
  }
}
