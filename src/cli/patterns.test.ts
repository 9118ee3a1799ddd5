import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { newStoreFolder } from '../../test/support/embedded-store.ts';
import { certificateFailure, poolFailure } from '../../test/support/failure-records.ts';
import { runParley } from '../../test/support/run-parley.ts';

describe('Patterns on the command line', () => {
  let store: Awaited<ReturnType<typeof newStoreFolder>>;
  let folder: string;
  const run = async (...args: string[]) => {
    const ran = await runParley(args, { PARLEY_DATA: store.dataDir });
    assert.equal(ran.exitCode, 0, ran.stderr);
    return ran;
  };
  const parley = async (...args: string[]) => (await run(...args)).stdout;

  before(async () => {
    store = await newStoreFolder();
    folder = await mkdtemp(join(tmpdir(), 'parley-patterns-'));
    const write = (name: string, records: readonly object[]) =>
      writeFile(join(folder, name), records.map((record) => JSON.stringify(record)).join('\n'));
    await write('pool.jsonl', [0, 1, 2].map(poolFailure));
    await write('certificate.jsonl', [0, 1].map(certificateFailure));
    await parley('tenant', 'create', 'harbour');
  });
  after(async () => {
    await rm(folder, { recursive: true });
    await store.remove();
  });

  test('an import says what patterns there are, in words and as JSON, where incidents came in', async () => {
    const pool = await run('import', join(folder, 'pool.jsonl'), '--tenant', 'harbour');
    assert.match(pool.stdout, /^1 files: 3 added, .*skipped\n$/);
    assert.equal(pool.stderr, 'patterns: 1 (1 new)\n');
    const certificate = await parley(
      'import',
      join(folder, 'certificate.jsonl'),
      '--tenant',
      'harbour',
      '--json',
    );
    assert.deepEqual(JSON.parse(certificate).patterns, { count: 2, found: 1 });
    const unchanged = await parley('import', join(folder, 'pool.jsonl'), '--tenant', 'harbour', '--json');
    assert.equal(JSON.parse(unchanged).patterns, undefined);
  });

  test('patterns are listed, and extracted again on demand under the same ids', async () => {
    const list = async () => JSON.parse(await parley('patterns', 'list', '--tenant', 'harbour', '--json'));
    const before = await list();
    assert.deepEqual(before.map(({ occurrences }: { occurrences: number }) => occurrences).sort(), [2, 3]);
    assert.match(before[0].patternId, /^ptn_/);
    assert.equal(await parley('patterns', 'extract', '--tenant', 'harbour'), 'patterns: 2 (0 new)\n');
    assert.deepEqual(await list(), before);
    assert.match(await parley('patterns', 'list', '--tenant', 'harbour'), /^ID +TITLE +INCIDENTS/);
  });
});
