import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

/** Gives this test file a folder for temporary files that nobody else writes to, until its end. */
export function ownTemporaryFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
  process.env.TMPDIR = folder;
  after(() => rmSync(folder, { recursive: true, force: true }));
}
