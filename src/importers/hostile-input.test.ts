import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { ImportReport } from './import-report.ts';
import { runImport } from './run-import.ts';

const GOOD = '{"id":"OK-1","title":"Good one","severity":"low","started_at":"2024-01-01T00:00:00Z"}';

onEachEngine('bad input', (store) => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-bad-input-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** Imports one file into a new tenant; gives the report and how many incidents are in. */
  const importFile = async (
    name: string,
    content: string | Uint8Array,
  ): Promise<{ report: ImportReport; incidents: number; reason: string }> => {
    const db = store();
    const tenant = await newTenant(db);
    const path = join(folder, name);
    await writeFile(path, content);
    const report = await runImport(db, tenant, [path]);
    const [rows] = await db.batch({ tenantId: tenant }, [{ sql: 'select count(*) as n from incidents' }]);
    return { report, incidents: Number(rows?.[0]?.n), reason: report.rejected[0]?.reason ?? '' };
  };

  test('a line of 50 MB is rejected with its number, and the lines around it go in', async () => {
    const path = join(folder, 'long.jsonl');
    const file = createWriteStream(path);
    file.write(`${GOOD}\n{"id":"L-2","title":"`);
    const megabyte = 'x'.repeat(1024 ** 2);
    for (let at = 0; at < 50; at++) if (!file.write(megabyte)) await once(file, 'drain');
    file.end(`","severity":"low"}\n${GOOD.replace('OK-1', 'OK-3')}\n`);
    await once(file, 'close');
    const db = store();
    const report = await runImport(db, await newTenant(db), [path]);
    assert.equal(report.added, 2);
    assert.deepEqual(report.rejected, [
      { file: 'long.jsonl', line: 2, reason: 'is a line longer than 2097152 bytes' },
    ]);
  });

  test('a record of 50 MB in a JSON list is rejected alone', async () => {
    const { report } = await importFile(
      'large.json',
      `[${GOOD},\n{"id":"L","title":"${'x'.repeat(50 * 1024 ** 2)}"},\n${GOOD.replace('OK-1', 'OK-3')}]`,
    );
    assert.equal(report.added, 2);
    assert.deepEqual(
      report.rejected.map(({ line, reason }) => [line, reason]),
      [[2, 'is larger than 2097152 bytes']],
    );
  });

  test('bytes that are no UTF-8 are rejected where they stand', async () => {
    const bad = Buffer.from([0x22, 0xc3, 0x28, 0x22]);
    const lines = await importFile(
      'latin.jsonl',
      Buffer.concat([Buffer.from(`${GOOD}\n{"id":"B","title":`), bad, Buffer.from(`}\n`)]),
    );
    assert.deepEqual(
      [lines.incidents, lines.report.rejected[0]?.line, lines.reason],
      [1, 2, 'is not valid UTF-8'],
    );
    const markdown = await importFile(
      'latin.md',
      Buffer.from([0x23, 0x20, 0xe9, 0x74, 0xe9, 0x0a, 0x0a, 0x41]),
    );
    assert.deepEqual([markdown.incidents, markdown.reason], [0, 'is not valid UTF-8']);
    const csv = await importFile(
      'latin.csv',
      Buffer.concat([
        Buffer.from('id,title,severity\nA,'),
        Buffer.from([0xe9]),
        Buffer.from(',low\nB,fine,low\n'),
      ]),
    );
    assert.deepEqual([csv.incidents, csv.report.rejected[0]?.line, csv.reason], [1, 2, 'is not valid UTF-8']);
    const wide = await importFile('wide.csv', Buffer.from('\uFEFFid,title\nA,b\n', 'utf16le'));
    assert.match(wide.reason, /UTF-16/);
  });

  test('an archive named .json is rejected for what it is', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 ** 2));
    assert.match((await importFile('bomb.json', bomb)).reason, /is a gzip archive, not JSON/);
    assert.match(
      (await importFile('zip.json', Buffer.from('PK\u0003\u0004rest'))).reason,
      /is a zip archive, not JSON/,
    );
    assert.match(
      (await importFile('zip.md', Buffer.from('PK\u0003\u0004rest'))).reason,
      /is a zip archive, not MD/,
    );
  });

  test('YAML whose anchors explode is rejected, in a file and in front matter', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
    );
    const yaml = `a0: &a0 [x, y]\n${levels.join('\n')}\ntitle: *a12\nseverity: low\n`;
    assert.match((await importFile('bomb.yaml', yaml)).reason, /alias/i);
    const front = await importFile('bomb.md', `---\n${yaml}---\n\n# Title\n\nText.\n`);
    assert.deepEqual([front.incidents, /alias/i.test(front.reason)], [0, true]);
    assert.match(
      (await importFile('broken.md', '---\ntitle: "never closed\nstart_time: 2024-01-01\n---\n\nText.\n'))
        .reason,
      /front matter is not valid YAML \(line \d+\)/,
    );
  });

  test('a year that no incident can have is rejected, the year zero of programs is unknown', async () => {
    const far = await importFile(
      'far.jsonl',
      `{"id":"Y","title":"Far","started_at":"9999-12-31T00:00:00Z"}\n${GOOD}\n`,
    );
    assert.deepEqual([far.incidents, far.report.rejected[0]?.line], [1, 1]);
    assert.match(far.reason, /started_at: the year of "9999-12-31T00:00:00Z" is outside 1900–\d{4}/);
    const zero = await importFile(
      'zero.jsonl',
      '{"id":"Z","title":"Zero","severity":"low","started_at":"0001-01-01T00:00:00Z"}\n',
    );
    assert.deepEqual([zero.incidents, zero.report.warningCount], [1, 0]);
  });

  test('10,000 labels are rejected, 200 are not', async () => {
    const tags = (count: number): string =>
      JSON.stringify({
        id: `L-${count}`,
        title: 'Labelled',
        severity: 'low',
        tags: Array.from({ length: count }, (_, at) => `tag-${at}`),
      });
    const { report, incidents, reason } = await importFile('labels.jsonl', `${tags(10_000)}\n${tags(200)}\n`);
    assert.deepEqual([incidents, report.rejected[0]?.line], [1, 1]);
    assert.match(reason, /has 10000 label values, more than the limit of 200/);
  });

  test('NUL characters, half characters and names of prototypes do no harm', async () => {
    const { incidents, report } = await importFile(
      'odd.jsonl',
      '{"id":"O","title":"a\\u0000b \\ud800 c","severity":"low","__proto__":{"x":"1"},"constructor":"c","toString":"t"}\n',
    );
    assert.deepEqual([incidents, report.rejected], [1, []]);
    assert.equal(({} as Record<string, unknown>).x, undefined);
  });

  test('deep nesting is rejected and does not end the process', async () => {
    const deep = (open: string, close: string): string =>
      `[{"id":"D","title":"Deep","severity":"low","x":${open.repeat(100_000)}1${close.repeat(100_000)}},${GOOD}]`;
    const list = await importFile('deep.json', deep('[', ']'));
    assert.deepEqual([list.incidents, list.reason], [1, 'is nested more than 64 levels deep']);
    assert.equal((await importFile('deep2.json', deep('{"a":', '}'))).incidents, 1);
    const lines = await importFile(
      'deep.jsonl',
      `{"id":"D","title":"Deep","severity":"low","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n${GOOD}\n`,
    );
    assert.equal(lines.incidents, 2 - lines.report.rejectedCount);
    const markdown = await importFile(
      'deep.md',
      `# Deep\n\nOn 3 May 2024 it broke.\n\n${'> '.repeat(20_000)}\n\n${Array.from({ length: 3000 }, (_, at) => `${' '.repeat(at % 60)}- x`).join('\n')}\n${'['.repeat(50_000)}${'*'.repeat(50_000)}${'|'.repeat(20_000)}`,
    );
    assert.equal(markdown.incidents, 1);
  });

  test('a timeline of 150,000 rows is read as far as anybody would, a file of 10,000 headings is rejected', async () => {
    const rows = '| 1:00 | a |\n'.repeat(150_000);
    const timeline = await importFile(
      'rows.md',
      `# Rows\n\nOn 3 May 2024 it broke.\n\n## Timeline\n\n| Time | Event |\n|---|---|\n${rows}`,
    );
    assert.deepEqual([timeline.incidents, timeline.report.rejected], [1, []]);
    const headings = await importFile(
      'headings.md',
      `# Outage\n\nOn 3 May 2024.\n\n${'# a\n'.repeat(10_000)}`,
    );
    assert.deepEqual([headings.incidents, headings.reason], [0, 'has more than 2000 headings']);
  });

  test('a file cut off in the middle gives what is whole and names what is not', async () => {
    const { report, reason } = await importFile('cut.json', `[${GOOD},\n{"id":"C","title":"Cut`);
    assert.deepEqual(
      [report.added, report.rejected[0]?.line, reason],
      [1, 2, 'ends before its JSON is closed'],
    );
  });

  test('a document larger than the limit is rejected', async () => {
    assert.match(
      (await importFile('large.md', `# Large\n\n${'word '.repeat(600_000)}`)).reason,
      /larger than 2097152 bytes/,
    );
  });
});
