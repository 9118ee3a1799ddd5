import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { HOSTILE_FILES } from '../../../test/support/hostile/hostile-files.ts';
import { openDocumentParser } from './document-parser.ts';

describe('the parser of documents', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-parser-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const put = async (name: string, content: string | Buffer): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const hostile = (name: string): Promise<string> =>
    put(name, HOSTILE_FILES.find((file) => file.name === name)?.bytes() ?? '');

  test('many files at once are read one after the other, each as itself', async () => {
    const parser = openDocumentParser({ processes: 2 });
    const paths = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        put(`${at}.md`, `# Title ${at}\n\n${'word '.repeat(at * 5_000)}`),
      ),
    );
    const read = await Promise.all(paths.map((path) => parser.parse(path, path)));
    parser.close();
    assert.deepEqual(
      read.map(({ title }) => title),
      paths.map((_, at) => `Title ${at}`),
    );
  });

  test('a file that breaks a limit of time or memory costs only itself', async () => {
    const slow = openDocumentParser({ timeoutMs: 3_000 });
    const [endless, table, honest] = await Promise.all([
      hostile('operators.pdf'),
      hostile('table.docx'),
      put('honest.md', '# Honest\n'),
    ]);
    const small = openDocumentParser({ memoryMb: 200 });
    const waiting = [small.parse(table, 'table.docx'), small.parse(honest, 'honest.md')];
    await assert.rejects(waiting[0] as Promise<unknown>, {
      message: 'needs more than 200 MB of memory to be read',
    });
    assert.equal((await waiting[1])?.title, 'Honest');
    await assert.rejects(slow.parse(endless, 'operators.pdf'), { message: 'could not be read within 3 s' });
    assert.equal((await slow.parse(honest, 'honest.md')).title, 'Honest');
    small.close();
    slow.close();
  });

  test('files that are missing, folders, too large or empty are refused without a process', async () => {
    const parser = openDocumentParser({ limits: { maxFileBytes: 2 * 1024 ** 2 } });
    const refused = (path: string, message: string) =>
      assert.rejects(parser.parse(path, 'a.md'), { code: 'invalid_input', message });
    await refused(join(folder, 'missing.md'), 'could not be opened');
    await refused(folder, 'is no file');
    await refused(await put('large.md', 'x'.repeat(3 * 1024 ** 2)), 'is larger than 2 MB');
    await refused(await put('nothing.md', ''), 'is empty');
    parser.close();
  });

  test('closing ends what is being read and what waits', async () => {
    const parser = openDocumentParser();
    const path = await hostile('operators.pdf');
    const reading = [parser.parse(path, 'a.pdf'), parser.parse(path, 'b.pdf')];
    setImmediate(() => parser.close());
    for (const one of await Promise.allSettled(reading))
      assert.ok(one.status === 'rejected' && one.reason.code === 'unavailable');
    await assert.rejects(parser.parse(path, 'c.pdf'), { code: 'unavailable' });
  });

  test('a program that forgets to close the parser ends all the same', async () => {
    const path = await put('left.md', '# Left\n');
    const module = new URL('./document-parser.ts', import.meta.url).href;
    const program = `import { openDocumentParser } from ${JSON.stringify(module)};
      const { title } = await openDocumentParser().parse(${JSON.stringify(path)}, 'left.md');
      process.stdout.write(title);`;
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      timeout: 30_000,
      encoding: 'utf8',
    });
    assert.deepEqual([stdout, status], ['Left', 0]);
  });
});
