import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { ParleyError } from '../../core/errors.ts';
import type { TopologyDraft } from '../../core/topology.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import { readTopology } from './read-topology.ts';
import type { FileSet, TopologyReading } from './topology-file.ts';

interface Subject {
  readonly format: string;
  readonly folder: string;
  readonly file: string;
  readonly isProtobuf?: true;
}

const subjects: readonly Subject[] = [
  { format: 'asyncapi', folder: 'asyncapi', file: 'harbour-2.yaml' },
  { format: 'asyncapi', folder: 'asyncapi', file: 'crane-3.yaml' },
  { format: 'backstage', folder: 'backstage', file: 'catalog-info.yaml' },
  { format: 'openapi', folder: 'openapi', file: 'tides.yaml' },
  { format: 'openapi', folder: 'openapi', file: 'old.json' },
  { format: 'docker-compose', folder: 'docker-compose', file: 'compose.yaml' },
  { format: 'kubernetes', folder: 'kubernetes', file: 'tide.yaml' },
  { format: 'protobuf', folder: 'protobuf', file: 'pilot.proto', isProtobuf: true },
  { format: 'parley', folder: 'parley-json', file: 'harbour.json' },
];

/** Passwords and tokens of the fixtures. */
const SECRETS = ['hunter2', 's3cret', 'abcdef'];

function isDraft(reading: TopologyReading): asserts reading is TopologyDraft {
  assert.ok(!('skipped' in reading));
}

/** What a reading, a skipped file or a refusal must be, whatever was read. */
async function checkOutcome(name: string, text: string, others: FileSet): Promise<void> {
  try {
    const reading = await readTopology({ name, text }, others);
    if ('skipped' in reading) return assert.ok(reading.skipped.length > 5);
    assert.deepEqual(wellFormed(reading), reading);
    for (const { name: called } of reading.nodes) assert.ok(called.trim() !== '' && called.length <= 500);
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    assert.equal(error.code, 'invalid_input');
    assert.match(error.message, /^\S+(?: \(line \d+\))? [a-z]/);
  }
}

const edges = ({ relations }: TopologyDraft): string[] =>
  relations.map(({ type, from, to, detail }) => `${from.name} ${type} ${to.name} ${detail}`);

for (const { format, folder, file, isProtobuf } of subjects) {
  const root = join(import.meta.dirname, folder, 'fixtures');
  const text = readFileSync(join(root, file), 'utf8');
  const others: FileSet = {
    read: async (name) => (existsSync(join(root, name)) ? readFileSync(join(root, name), 'utf8') : null),
  };
  const read = async (given: string, name = file): Promise<TopologyDraft> => {
    const reading = await readTopology({ name, text: given }, others);
    isDraft(reading);
    return reading;
  };

  describe(`the ${format} reader on ${file}`, () => {
    test('knows its own files by what they hold, whatever they are called', async () => {
      assert.equal((await read(text)).format, format);
      assert.equal((await read(text, 'some-file')).format, format);
    });

    test('gives the same draft every time', async () => {
      assert.deepEqual(await read(text), await read(text));
    });

    test('says of everything in which line it stands', async () => {
      const draft = await read(text);
      const lines = text.split('\n');
      assert.ok(draft.nodes.length > 0 && draft.relations.length > 0);
      for (const { name, place } of draft.nodes) {
        assert.equal(place.file, file);
        const near = lines.slice((place.line ?? 0) - 1, (place.line ?? 0) + 4).join('\n');
        assert.ok(near.includes(name.split(/[./]/).at(-1) ?? name), `${name} is not near line ${place.line}`);
      }
      for (const { place } of draft.relations)
        assert.ok(place.file === file && place.line !== null && lines[place.line - 1]?.trim());
    });

    test('does not care how lines end, nor for a byte order mark', async () => {
      assert.deepEqual(await read(`\ufeff${text.replaceAll('\n', '\r\n')}`), await read(text));
    });

    test('keeps no secret', async () => {
      const draft = JSON.stringify(await read(text));
      for (const secret of SECRETS) assert.ok(!draft.includes(secret), `${secret} is in the draft`);
    });

    test('answers a file that ends anywhere with a draft or a reason', async () => {
      const step = Math.max(1, Math.floor(text.length / 60));
      for (let end = 0; end < text.length; end += step) await checkOutcome(file, text.slice(0, end), others);
    });

    test('answers any word in any place with a draft or a reason', async () => {
      const words = [
        '{}',
        '[]',
        'null',
        '-1',
        '""',
        '"\\u0000"',
        '[[[{}]]]',
        '__proto__',
        'constructor',
        '{a: [*b]}',
        '$ref',
      ];
      const values = [...text.matchAll(/(?<=[:-] )\S[^\n]*$/gm)];
      await fc.assert(
        fc.asyncProperty(fc.nat(values.length - 1), fc.constantFrom(...words), async (at, word) => {
          const value = values[at];
          if (!value) return;
          const changed = text.slice(0, value.index) + word + text.slice(value.index + value[0].length);
          await checkOutcome(file, changed, others);
        }),
        { numRuns: values.length === 0 ? 0 : 60 },
      );
    });

    if (!isProtobuf && !text.includes('\n---'))
      test('reads the same from JSON as from YAML', async () => {
        const json = JSON.stringify(parse(text, { merge: true }), null, 1);
        const [fromYaml, fromJson] = [await read(text), await read(json)];
        assert.deepEqual(edges(fromJson).sort(), edges(fromYaml).sort());
        assert.deepEqual(
          fromJson.nodes.map(({ kind, name, aliases, fields, facts }) => ({
            kind,
            name,
            aliases,
            fields,
            facts,
          })),
          fromYaml.nodes.map(({ kind, name, aliases, fields, facts }) => ({
            kind,
            name,
            aliases,
            fields,
            facts,
          })),
        );
      });
  });
}
