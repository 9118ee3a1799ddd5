import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDocumentParser } from '../src/documents/parse/document-parser.ts';
import type { ParseMeasure } from '../src/documents/parse/parser-process.ts';
import { HOSTILE_FILES } from '../test/support/hostile/hostile-files.ts';
import { rowPrinter } from './support/print-row.ts';

const row = rowPrinter(22, 9, 9, 9);
const inKib = (bytes: number): string => (bytes / 1024).toFixed(1);

/** What becomes of each hostile file, how long it takes, and the most memory that the process that reads it holds. */
export async function benchHostileFiles(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  let measure: ParseMeasure = { ms: 0, peakBytes: 0 };
  const parser = openDocumentParser({
    measured: (latest) => {
      measure = latest;
    },
  });
  row('file', 'KiB', 'ms', 'peak MiB', ' what it is → what happened');
  try {
    for (const file of HOSTILE_FILES) {
      const path = join(folder, file.name);
      const bytes = file.bytes();
      await writeFile(path, bytes);
      measure = { ms: 0, peakBytes: 0 };
      const what = await parser.parse(path, file.name).then(
        ({ text }) => `read: ${text.length} characters`,
        (error: unknown) => `refused: ${error instanceof Error ? error.message : String(error)}`,
      );
      const peak = measure.peakBytes === 0 ? '–' : (measure.peakBytes / 1024 ** 2).toFixed(0);
      row(file.name, inKib(bytes.length), measure.ms.toFixed(0), peak, ` ${file.what} → ${what}`);
      await rm(path);
    }
  } finally {
    parser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
