import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { test } from 'node:test';
import { onEachEngine } from '../../../test/support/on-each-engine.ts';
import { newTopologyProject } from '../../../test/support/topology-drafts.ts';
import { openTopologyGraph } from '../../topology/graph/open-topology-graph.ts';
import { importServices, type ServiceImport } from './import-services.ts';

/** Longest time for which the server may not answer while files are read beside it; generous, for busy machines. */
const MEGABYTE = 1024 ** 2;

/** A list of services of so many bytes in all. */
function services(prefix: string, count: number, bytes: number): string {
  const words = 'It plans which ship lies where, and for how long. ';
  const text = words.repeat(Math.ceil(bytes / count / words.length)).slice(0, Math.floor(bytes / count) - 60);
  const each = Array.from(
    { length: count },
    (_, n) => `  - {name: ${prefix}.${n}.x, description: "${text}"}\n`,
  );
  return `services:\n${each.join('')}`;
}

onEachEngine('importing files about services', (store) => {
  async function given(files: Readonly<Record<string, string>>, reading: ServiceImport['reading'] = {}) {
    const { tenantId, projectId } = await newTopologyProject(store());
    const folder = await mkdtemp(join(tmpdir(), 'parley-services-'));
    try {
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
      const options = { projectId, source: 'made', by: 'test', reading };
      const report = await importServices(store(), tenantId, [folder], options);
      const names = await openTopologyGraph(store(), tenantId, projectId).names();
      return { report, names: names.map(({ name }) => name) };
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  const honest = { 'honest.yaml': 'services:\n  - {name: shop}\n' };

  test('reads twenty megabytes of YAML while the server goes on answering', async () => {
    const files = {
      'a.yaml': services('a', 1_500, 9.9 * MEGABYTE),
      'b.yaml': services('b', 1_500, 9.9 * MEGABYTE),
    };
    const delays = monitorEventLoopDelay({ resolution: 20 });
    delays.enable();
    const { report, names } = await given(files);
    delays.disable();
    assert.deepEqual([report.rejected, names.length], [[], 3_000]);
  });

  test('a file that takes too much memory is refused by name, and the others go in', async () => {
    const files = { 'eater.yaml': services('a', 5_000, 9 * MEGABYTE), ...honest };
    const { report, names } = await given(files, { memoryMb: 24 });
    assert.deepEqual(
      report.rejected.map(({ file, reason }) => [file, reason]),
      [['eater.yaml', 'eater.yaml needs more than 24 MB of memory']],
    );
    assert.deepEqual(names, ['shop']);
  });

  test('a file that takes too long is refused by name', async () => {
    const { report, names } = await given(
      { 'slow.yaml': services('a', 5_000, 9 * MEGABYTE) },
      { timeoutMs: 1 },
    );
    assert.deepEqual(
      report.rejected.map(({ reason }) => reason),
      ['slow.yaml could not be read within 1 s'],
    );
    assert.deepEqual(names, []);
  });

  test('files refer to each other, and to nothing outside', async () => {
    const api = (file: string) =>
      `asyncapi: 3.0.0\ninfo: {title: ${file}, version: '1'}\nchannels:\n  made:\n    messages: {Made: {payload: {$ref: '${file}.json'}}}\n`;
    const { report, names } = await given({
      ...{ 'one.yaml': api('made'), 'two.yaml': api('../made'), 'three.yaml': api('nothing') },
      'made.json': '{"properties": {"ship": {"type": "string"}}}',
    });
    assert.ok(names.includes('Made'));
    assert.deepEqual(
      report.rejected.map(({ reason }) => reason.replace(/ refers .+, /, ': ')),
      [
        'three.yaml (line 5): a file that is not part of the import',
        'two.yaml (line 5): a file outside the imported folder',
      ],
    );
  });
});
