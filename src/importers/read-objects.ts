import { parseJson } from '../lib/parse-json.ts';
import { type JsonPiece, JsonSplitter } from '../lib/split-json.ts';
import { splitLines } from '../lib/split-lines.ts';
import {
  dateOrderOf,
  type FileItem,
  type OpenedFile,
  originOf,
  problemOf,
  type ReadContext,
  readOne,
  readWhole,
} from './files/file-items.ts';
import { parseYamlRecords } from './files/parse-yaml-records.ts';
import { genericJsonImporter } from './generic-json/generic-json-importer.ts';
import { isObject, type JsonObject, type RecordOrigin } from './importer.ts';
import { jsonImporters } from './json-importers.ts';
import { whyNoIncident } from './judge-json.ts';

const LIST_NAMES: ReadonlySet<string> = new Set([
  'data',
  'incidents',
  'results',
  'records',
  'rows',
  'items',
  'postmortems',
  'post_mortems',
  'outages',
  'incident_reports',
  'issues',
  'value',
  'hits',
]);

/** Records of a JSON file: the elements of its list, or itself. */
export const readJsonFile = (opened: OpenedFile, context: ReadContext): AsyncGenerator<FileItem> =>
  readObjects(jsonValues(opened, context), opened, context);

/** Records of a JSON Lines file. */
export const readJsonLinesFile = (opened: OpenedFile, context: ReadContext): AsyncGenerator<FileItem> =>
  readObjects(lineValues(opened, context), opened, context);

type Value =
  | {
      readonly line: number | null;
      readonly value: unknown;
      readonly single: boolean;
      readonly envelope: JsonObject;
    }
  | Extract<FileItem, { kind: 'problem' }>;

async function* jsonValues(opened: OpenedFile, { limits }: ReadContext): AsyncGenerator<Value> {
  const splitter = new JsonSplitter({
    maxRecordBytes: limits.maxRecordBytes,
    maxDepth: limits.maxDepth,
    listNames: LIST_NAMES,
  });
  let envelope: JsonObject = {};
  function* valuesOf(pieces: Iterable<JsonPiece>): Generator<Value> {
    for (const piece of pieces) {
      if (piece.kind === 'problem') yield piece;
      else if (piece.kind === 'envelope') envelope = parseEnvelope(piece.bytes);
      else yield parsed(piece.line, piece.bytes, piece.kind === 'document', envelope);
    }
  }
  let first = true;
  for await (const chunk of opened.chunks) {
    yield* valuesOf(splitter.push(first ? withoutMark(chunk) : chunk));
    first = false;
  }
  yield* valuesOf(splitter.end());
}

const withoutMark = (chunk: Uint8Array): Uint8Array =>
  chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;

function parseEnvelope(bytes: Uint8Array): JsonObject {
  try {
    const value = parseJson(bytes);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function parsed(line: number, bytes: Uint8Array, single: boolean, envelope: JsonObject): Value {
  try {
    return { line, value: parseJson(bytes), single, envelope };
  } catch (error) {
    return problemOf(line, error);
  }
}

async function* lineValues(opened: OpenedFile, { limits }: ReadContext): AsyncGenerator<Value> {
  for await (const { line, bytes } of splitLines(opened.chunks, limits.maxRecordBytes)) {
    if (bytes === null)
      yield { kind: 'problem', line, reason: `is a line longer than ${limits.maxRecordBytes} bytes` };
    else {
      const content = line === 1 ? withoutMark(bytes) : bytes;
      if (content.some((byte) => byte > 0x20)) yield parsed(line, content, false, {});
    }
  }
}

/** `{ data: { … } }` and `{ incident: { … } }` wrap one record. */
function unwrap(value: JsonObject): JsonObject {
  const inner = value.data ?? value.incident ?? value.postmortem;
  return isObject(inner) && !('title' in value || 'name' in value) ? inner : value;
}

/** Records without a title that are held back until one of their file shows that they are broken incidents. */
const MAX_HELD = 1000;

async function* readObjects(
  values: AsyncIterable<Value>,
  opened: OpenedFile,
  context: ReadContext,
): AsyncGenerator<FileItem> {
  const origin = originOf(opened, context, dateOrderOf(new TextDecoder().decode(opened.head)));
  let ordinal = 0;
  let held: FileItem[] = [];
  let isKnown = context.asIncidents;
  for await (const value of values) {
    ordinal += 1;
    const item = readValue(value, { ...origin, ordinal }, isKnown);
    if (item.kind === 'skip' && item.isOther) {
      yield { kind: 'skip', reason: item.reason };
      return;
    }
    if (item.kind === 'record') {
      isKnown = true;
      yield* held;
      held = [];
    }
    if (item.kind !== 'skip') yield item;
    else if (held.push({ kind: 'problem', line: item.line, reason: item.reason }) > MAX_HELD) break;
  }
  const [first] = held;
  if (first && 'reason' in first) yield { kind: 'skip', reason: first.reason };
  if (ordinal === 0) yield { kind: 'skip', reason: 'holds no records' };
}

type Judged =
  | Exclude<FileItem, { kind: 'skip' }>
  | {
      readonly kind: 'skip';
      readonly line: number | null;
      readonly reason: string;
      readonly isOther: boolean;
    };

/** Reads one value; before the first incident of its file, one that is none says so. */
function readValue(value: Value, origin: RecordOrigin, isKnown: boolean): Judged {
  if ('kind' in value) return value;
  const { line, single, envelope } = value;
  if (!isObject(value.value)) {
    const reason = 'is not an object with fields';
    return isKnown ? { kind: 'problem', line, reason } : { kind: 'skip', line, reason, isOther: false };
  }
  const record = unwrap(value.value);
  const importer = jsonImporters.find((candidate) => candidate.recognises(record)) ?? genericJsonImporter;
  const judgement = isKnown || importer !== genericJsonImporter ? null : whyNoIncident(record);
  if (judgement !== null) return { kind: 'skip', line, ...judgement };
  return readOne(importer, record, line, { ...origin, ordinal: single ? null : origin.ordinal, envelope });
}

/** Its parser needs hundreds of times as much memory, and holds everyone up meanwhile. */
const MAX_YAML_BYTES = 512 * 1024;

/** Records of a YAML file, which is read whole. */
export async function* readYamlFile(opened: OpenedFile, context: ReadContext): AsyncGenerator<FileItem> {
  let records: readonly unknown[];
  try {
    records = parseYamlRecords(
      await readWhole(opened, Math.min(MAX_YAML_BYTES, context.limits.maxRecordBytes)),
    );
  } catch (error) {
    yield problemOf(null, error);
    return;
  }
  async function* values(): AsyncGenerator<Value> {
    for (const value of records) yield { line: null, value, single: records.length === 1, envelope: {} };
  }
  yield* readObjects(values(), opened, context);
}
