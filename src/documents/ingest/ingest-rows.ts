import { createReadStream } from 'node:fs';
import { setImmediate as nextTick } from 'node:timers/promises';
import { ParleyError } from '../../core/errors.ts';
import type { RowProblem } from '../../store/document-jobs.ts';
import type { FileOutcome } from '../../store/document-leases.ts';
import { ensurePassageTable } from '../../store/passage-tables.ts';
import type { ParsedDocument } from '../parsed-document.ts';
import { readParsed } from '../read-parsed.ts';
import { type RowFormat, type RowItem, readRowDocuments } from '../rows/read-row-documents.ts';
import { analyseTables } from './analyse-tables.ts';
import { hashRow } from './hash-file.ts';
import type { IngestedFile, IngestParts } from './ingest-file.ts';
import { type RowDocument, storeRows } from './store-rows.ts';

/** Few enough that nobody waits long for the embedded store, which does one thing at a time. */
const ROWS_AT_ONCE = 100;
const CHARACTERS_AT_ONCE = 200_000;
const MAX_PROBLEMS = 100;
/** Documents after which the planner is told of them for the first time, and by how many times more each time after. */
const FIRST_ANALYSED = 500;
const ANALYSED_GROWTH = 5;

type DocumentRow = Extract<RowItem, { kind: 'document' }>;

/**
 * Stores every row of a file as a document, some at a time: those that are in stay in when a later one fails. A row
 * that cannot be read is told with its line. Throws `unavailable` when the caller stops it.
 */
export async function ingestRows(
  parts: IngestParts,
  file: IngestedFile,
  format: RowFormat,
): Promise<FileOutcome> {
  const { db, rowLimits } = parts;
  const { collection, kind } = file;
  const counts = { added: 0, changed: 0, unchanged: 0, rejected: 0, passages: 0 };
  const problems: RowProblem[] = [];
  const held: RowDocument[] = [];
  let characters = 0;
  let analyseAt = FIRST_ANALYSED;
  await ensurePassageTable(db, collection.tenantId, collection.brandId);
  async function flush(): Promise<void> {
    if (held.length === 0) return;
    const stored = await storeRows(db, collection, kind, held.splice(0));
    characters = 0;
    for (const name of ['added', 'changed', 'unchanged', 'passages'] as const) counts[name] += stored[name];
    file.onProgress?.(counts);
    if (counts.added >= analyseAt) {
      await analyseTables(db, collection.brandId);
      analyseAt *= ANALYSED_GROWTH;
    }
    // Others have their turn between two batches.
    await nextTick();
    if (file.signal?.aborted)
      throw new ParleyError('unavailable', 'was stopped; the documents before are in');
  }
  for await (const item of readRowDocuments(createReadStream(file.path), format, rowLimits)) {
    if (item.kind === 'problem') {
      counts.rejected += 1;
      if (problems.length < MAX_PROBLEMS) problems.push({ line: item.line, reason: item.reason });
      continue;
    }
    held.push(rowDocument(item, file, parts));
    characters += item.text.length;
    if (held.length >= ROWS_AT_ONCE || characters >= CHARACTERS_AT_ONCE) await flush();
  }
  await flush();
  return { documentId: null, outcome: null, ...counts, problems, pages: null };
}

/** A row without an id of its own is known by its content. */
function rowDocument(row: DocumentRow, { kind }: IngestedFile, { countTokens }: IngestParts): RowDocument {
  const { title, text } = row;
  const externalId = row.externalId ?? hashRow(kind, title, text).toString('hex').slice(0, 32);
  const parsed: ParsedDocument = { title, text, syntax: 'markdown', pages: null, metadata: {} };
  const reading = { format: 'row', name: externalId, kind, countTokens };
  return { externalId, title, text, read: () => readParsed(parsed, reading) };
}
