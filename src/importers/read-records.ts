import { delimiterOf, readCsvRows } from '../lib/read-csv-rows.ts';
import { csvImporter } from './csv/csv-importer.ts';
import type { Format } from './files/detect-format.ts';
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
import { whyNoIncident } from './judge-json.ts';
import { judgeMarkdown, markdownImporter, parseMarkdown } from './markdown/markdown-importer.ts';
import { readJsonFile, readJsonLinesFile, readYamlFile } from './read-objects.ts';

/** Reads the records of a file one by one, whatever its size. */
export function readRecords(
  format: Format,
  opened: OpenedFile,
  context: ReadContext,
): AsyncGenerator<FileItem> {
  if (format === 'markdown') return readMarkdownFile(opened, context);
  if (format === 'csv') return readCsvFile(opened, context);
  if (format === 'yaml') return readYamlFile(opened, context);
  return format === 'json' ? readJsonFile(opened, context) : readJsonLinesFile(opened, context);
}

async function* readMarkdownFile(opened: OpenedFile, context: ReadContext): AsyncGenerator<FileItem> {
  try {
    const text = await readWhole(opened, context.limits.maxRecordBytes);
    const document = parseMarkdown(text);
    const reason = judgeMarkdown(document, opened.file.place, context.asIncidents);
    if (reason !== null) yield { kind: 'skip', reason };
    else
      yield {
        kind: 'record',
        line: null,
        reading: markdownImporter.read(document, originOf(opened, context, dateOrderOf(text))),
      };
  } catch (error) {
    yield problemOf(null, error);
  }
}

async function* readCsvFile(opened: OpenedFile, context: ReadContext): AsyncGenerator<FileItem> {
  const head = new TextDecoder().decode(opened.head);
  const origin = originOf(opened, context, dateOrderOf(head));
  let ordinal = 0;
  for await (const row of readCsvRows(opened.chunks, delimiterOf(head), context.limits.maxRecordBytes)) {
    ordinal += 1;
    if ('problem' in row) {
      yield { kind: 'problem', line: row.line, reason: row.problem };
      continue;
    }
    const judgement = ordinal === 1 && !context.asIncidents ? whyNoIncident(row.row) : null;
    if (judgement !== null) {
      yield { kind: 'skip', reason: judgement.reason };
      return;
    }
    yield readOne(csvImporter, row.row, row.line, { ...origin, ordinal });
  }
  if (ordinal === 0) yield { kind: 'skip', reason: 'holds no rows below its header' };
}
