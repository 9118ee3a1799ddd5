import { createReadStream } from 'node:fs';
import type { IncidentRecord } from '../../src/core/incident.ts';
import { detectFormat } from '../../src/importers/files/detect-format.ts';
import { listFiles } from '../../src/importers/files/list-files.ts';
import { defaultImportLimits } from '../../src/importers/import-limits.ts';
import { readRecords } from '../../src/importers/read-records.ts';
import { peekStream } from '../../src/lib/peek-stream.ts';

const HEAD_BYTES = 65_536;

/** The incidents of files and folders as an import reads them, without a store. */
export async function readIncidents(paths: readonly string[]): Promise<IncidentRecord[]> {
  const limits = defaultImportLimits;
  const found: IncidentRecord[] = [];
  for (const file of (await listFiles(paths, limits)).files) {
    const { head, chunks } = await peekStream(createReadStream(file.path), HEAD_BYTES);
    const detection = detectFormat(file.name, head);
    if (!('format' in detection)) continue;
    const context = { now: new Date(), limits, asIncidents: false };
    for await (const item of readRecords(detection.format, { file, head, chunks }, context))
      if (item.kind === 'record') found.push(item.reading.record);
  }
  return found;
}
