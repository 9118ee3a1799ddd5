import type { IncidentRecord } from '../core/incident.ts';
import type { DateOrder } from '../lib/find-dates.ts';

/** Where a record stands and what its file says about all of its records. */
export interface RecordOrigin {
  /** Path relative to the import's root, with forward slashes. */
  readonly file: string;
  /** Number of the record in its file, from 1; null when the file is one record. */
  readonly ordinal: number | null;
  /** Time of the import: no date may lie more than a year after it. */
  readonly now: Date;
  readonly dateOrder: DateOrder;
  /** The small fields beside the list of records: `page` of a status page, for one. */
  readonly envelope: Readonly<Record<string, unknown>>;
}

export interface RecordReading {
  readonly record: IncidentRecord;
  /** What could not be read and was left unknown, in sentences. */
  readonly warnings: readonly string[];
}

/**
 * Reads one record of one format. Pure: the same source and origin give the same reading.
 * `Source` is what a file's container yields: text of a Markdown file, a parsed JSON object, a CSV row.
 */
export interface Importer<Source> {
  readonly name: string;
  recognises(source: Source): boolean;
  /** Throws ParleyError `invalid_input` with the reason when the source holds no incident or a broken one. */
  read(source: Source, origin: RecordOrigin): RecordReading;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
