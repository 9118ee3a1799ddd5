import { ParleyError } from '../../core/errors.ts';
import type { DateOrder } from '../../lib/find-dates.ts';
import { decodeUtf8 } from '../../lib/parse-json.ts';
import type { ImportLimits } from '../import-limits.ts';
import type { Importer, RecordOrigin, RecordReading } from '../importer.ts';
import type { SourceFile } from './list-files.ts';

type Problem = { readonly kind: 'problem'; readonly line: number | null; readonly reason: string };

/** What a file yields: records, problems of single records, or once the reason why the file holds none. */
export type FileItem =
  | { readonly kind: 'record'; readonly line: number | null; readonly reading: RecordReading }
  | Problem
  | { readonly kind: 'skip'; readonly reason: string };

export interface OpenedFile {
  readonly file: SourceFile;
  readonly head: Uint8Array;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface ReadContext {
  readonly now: Date;
  readonly limits: ImportLimits;
  /** The operator says that the inputs are incidents. */
  readonly asIncidents: boolean;
}

/** A record's problem as an item of its file. Throws what is no problem of the record. */
export const problemOf = (line: number | null, error: unknown): Problem => {
  if (error instanceof ParleyError) return { kind: 'problem', line, reason: error.message };
  if (error instanceof RangeError) return { kind: 'problem', line, reason: 'is nested too deeply' };
  throw error;
};

/** Text of a file that is read whole. Throws ParleyError when it is too large or no UTF-8. */
export async function readWhole({ chunks }: OpenedFile, maxBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) throw new ParleyError('too_large', `is larger than ${maxBytes} bytes`);
    pieces.push(chunk);
  }
  return decodeUtf8(Buffer.concat(pieces));
}

export const originOf = (opened: OpenedFile, context: ReadContext, dateOrder: DateOrder): RecordOrigin => ({
  file: opened.file.name,
  ordinal: null,
  now: context.now,
  dateOrder,
  envelope: {},
});

/** A date that can be read in one way only shows how the others of its file are meant. */
export function dateOrderOf(text: string): DateOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const [, first, second] of text
    .slice(0, 65_536)
    .matchAll(/(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d{4}|\/\d{2})(?![\d/])/g)) {
    if (Number(first) > 12 && Number(second) <= 12) dayFirst += 1;
    if (Number(second) > 12 && Number(first) <= 12) monthFirst += 1;
  }
  if (dayFirst === 0 && monthFirst === 0) return 'unknown';
  return dayFirst > 0 && monthFirst > 0 ? 'unknown' : dayFirst > 0 ? 'day-first' : 'month-first';
}

/** Reads one record; its problem is an item like any other. */
export function readOne<Source>(
  importer: Importer<Source>,
  source: Source,
  line: number | null,
  origin: RecordOrigin,
): Exclude<FileItem, { kind: 'skip' }> {
  try {
    return { kind: 'record', line, reading: importer.read(source, origin) };
  } catch (error) {
    return problemOf(line, error);
  }
}
