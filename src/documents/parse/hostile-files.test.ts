import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { after, before, describe, test } from 'node:test';
import type { HostileFile } from '../../../test/support/hostile/hostile-file.ts';
import { HOSTILE_FILES } from '../../../test/support/hostile/hostile-files.ts';
import { ParleyError } from '../../core/errors.ts';
import type { ParsedDocument } from '../parsed-document.ts';
import { openDocumentParser } from './document-parser.ts';

/** Longest time for which the server may not answer while a file is read beside it; generous, for busy machines. */
const MAX_BLOCKED_MS = 1_000;

describe('hostile files', () => {
  const parser = openDocumentParser();
  const hasty = openDocumentParser({ timeoutMs: 3_000 });
  const delays = monitorEventLoopDelay({ resolution: 20 });
  let folder: string;
  let honest: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-hostile-'));
    honest = join(folder, 'honest.md');
    await writeFile(honest, '# Honest\n\nText.\n');
  });
  after(async () => {
    parser.close();
    hasty.close();
    await rm(folder, { recursive: true, force: true });
  });

  const readFile = async (file: HostileFile): Promise<ParsedDocument | string> => {
    const path = join(folder, file.name);
    await writeFile(path, file.bytes());
    delays.reset();
    delays.enable();
    try {
      return await (file.isEndless ? hasty : parser).parse(path, file.name);
    } catch (error) {
      assert.ok(error instanceof ParleyError && error.code === 'invalid_input', String(error));
      return error.message;
    } finally {
      delays.disable();
      await rm(path);
    }
  };

  for (const file of HOSTILE_FILES)
    test(`${file.name}: ${file.what}`, async () => {
      const result = await readFile(file);
      if (typeof result === 'string') {
        assert.ok(file.refused, `should be read, but ${result}`);
        assert.match(result, file.refused);
      } else {
        assert.ok(file.read, `should be refused, but was read: ${result.text.slice(0, 100)}`);
        if (file.read.without) assert.doesNotMatch(result.text, file.read.without);
        if (file.read.holds) assert.match(result.text, file.read.holds);
        assert.ok(result.text.isWellFormed() && !/[\0\r]/.test(result.text));
      }
      assert.ok(delays.max / 1e6 < MAX_BLOCKED_MS, `the server stood still for ${delays.max / 1e6} ms`);
      const next = await (file.isEndless ? hasty : parser).parse(honest, 'honest.md');
      assert.equal(next.title, 'Honest');
      assert.equal(({} as Record<string, unknown>).polluted, undefined);
    });

  test('there are at least forty of them', () => {
    assert.ok(HOSTILE_FILES.length >= 40);
  });
});
