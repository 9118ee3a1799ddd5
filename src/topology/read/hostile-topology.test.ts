import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TopologyDraft } from '../../core/topology.ts';
import { DEFAULT_READ_LIMITS, type ReadLimits } from './read-limits.ts';
import { readTopology } from './read-topology.ts';

const filesOf = (files: Readonly<Record<string, string>>) => ({
  read: async (name: string) => (Object.hasOwn(files, name) ? (files[name] ?? null) : null),
});

async function read(
  text: string,
  files: Readonly<Record<string, string>> = {},
  limits: Partial<ReadLimits> = {},
): Promise<TopologyDraft> {
  const name = 'team/orders.yaml';
  const reading = await readTopology({ name, text }, filesOf(files), { ...DEFAULT_READ_LIMITS, ...limits });
  assert.ok(!('skipped' in reading));
  return reading;
}

const api = (payload: string, rest = '') => `asyncapi: 3.0.0
info: {title: Orders, version: '1'}
channels:
  made:
    messages:
      Made:
        payload: ${payload}
${rest}`;

const refused = (reading: Promise<unknown>, message: RegExp) =>
  assert.rejects(reading, { name: 'ParleyError', code: 'invalid_input', message });

describe('a reference', () => {
  for (const ref of [
    'https://example.com/made.yaml',
    'http://169.254.169.254/latest',
    'HTTPS://example.com/a',
    'file:///etc/passwd',
    'data:application/json,{}',
    '//example.com/made.yaml',
    'http%3A//example.com/made.yaml',
  ])
    test(`to the address ${ref} is refused with its line, and nothing is asked for`, async () => {
      const never = { read: () => assert.fail('a file was asked for') };
      await refused(
        readTopology({ name: 'orders.yaml', text: api(`{$ref: '${ref}'}`) }, never),
        /^orders\.yaml \(line 7\) refers with \$ref to ".+": Parley fetches no address/,
      );
    });

  for (const ref of [
    '/etc/passwd',
    '../../secret.yaml',
    '..%2F..%2Fsecret.yaml',
    '../team/../../x.yaml',
    '..\\..\\x.yaml',
  ])
    test(`to ${ref}, outside the import, is refused`, async () => {
      await refused(
        read(api(`{$ref: '${ref}'}`)),
        /^team\/orders\.yaml \(line 7\) refers with \$ref to ".+", a file outside the imported folder$/,
      );
    });

  test('to a file that is not there, and to nothing in one that is, says so', async () => {
    await refused(read(api("{$ref: './made.yaml#/Made'}")), /a file that is not part of the import$/);
    await refused(
      read(api("{$ref: '../made.yaml#/Made'}"), { 'made.yaml': 'Other: {}\n' }),
      /"\.\.\/made\.yaml#\/Made", which is not there$/,
    );
  });

  test('that leads back to itself ends, in one file and across files', async () => {
    const circle =
      "components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}\n";
    await refused(read(api("{$ref: '#/components/schemas/A'}", circle)), /leads in a circle$/);
    const files = { 'team/a.yaml': "X: {$ref: 'b.yaml#/X'}\n", 'team/b.yaml': "X: {$ref: 'a.yaml#/X'}\n" };
    await refused(
      read(api("{$ref: 'a.yaml#/X'}"), files),
      /^team\/[ab]\.yaml \(line 1\) refers with \$ref to .+ leads in a circle$/,
    );
    await refused(read(api("{$ref: '#/channels/made/messages/Made/payload/inner'}")), /circle|not there/);
  });

  test('to a schema that holds itself in every way ends with a warning', async () => {
    const schemas = `components:
  schemas:
    Tree:
      allOf: [{$ref: '#/components/schemas/Tree'}, {$ref: '#/components/schemas/Leaf'}]
      oneOf: [{$ref: '#/components/schemas/Tree'}, {$ref: '#/components/schemas/Leaf'}]
    Leaf:
      type: object
      properties:
        up: {$ref: '#/components/schemas/Tree'}
        all: {type: array, items: {$ref: '#/components/schemas/Leaf'}}
        by: {additionalProperties: {$ref: '#/components/schemas/Leaf'}}
`;
    const draft = await read(api("{$ref: '#/components/schemas/Tree'}", schemas));
    const message = draft.nodes.find(({ kind }) => kind === 'message');
    assert.deepEqual(
      message?.fields.map(({ path }) => path),
      ['up', 'all', 'by'],
    );
    assert.ok(draft.warnings.length > 0);
  });

  test('does not multiply the work: each schema twice the next one', async () => {
    const levels = Array.from({ length: 40 }, (_, at) => {
      const next = `{$ref: '#/components/schemas/S${at + 1}'}`;
      return `    S${at}: {allOf: [${next}, ${next}], properties: {a: ${next}, b: ${next}}}\n`;
    });
    const schemas = `components:\n  schemas:\n${levels.join('')}    S40: {type: string}\n`;
    const draft = await read(api("{$ref: '#/components/schemas/S0'}", schemas));
    const message = draft.nodes.find(({ kind }) => kind === 'message');
    assert.ok((message?.fields.length ?? 0) <= 2000 && draft.warnings.length > 0);
  });

  test('to more text than an import may refer to is refused, over all files of the import', async () => {
    const others = filesOf({ 'a.yaml': `X: {type: string}\n#${'x'.repeat(600)}` });
    const limits = { ...DEFAULT_READ_LIMITS, maxReferencedBytes: 1_000 };
    const text = api("{$ref: 'a.yaml#/X'}");
    await readTopology({ name: 'one.yaml', text }, others, limits);
    await readTopology({ name: 'two.yaml', text }, others, limits);
    const more = { read: async (name: string) => (name === 'b.yaml' ? 'x'.repeat(1_001) : null) };
    await refused(readTopology({ name: 'one.yaml', text: api("{$ref: 'b.yaml'}") }, more, limits), /in all$/);
  });
});

describe('size', () => {
  test('a file of 200 MB is refused before it is parsed', async () => {
    const text = `asyncapi: 3.0.0\n${'a: [b]\n'.repeat(30_000_000)}`;
    assert.ok(text.length > 200 * 1024 ** 2);
    await refused(read(text), /^team\/orders\.yaml is larger than 10 MB$/);
  });

  test('aliases that expand to too much, or to themselves, are refused; some of them are not', async () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let at = 1; at < 10; at++) {
      const [name, before] = [String.fromCharCode(97 + at), String.fromCharCode(96 + at)];
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
    }
    await refused(read(api('{type: string}', `${bomb.join('\n')}\n`)), /its aliases expand to too much$/);
    await refused(
      read(api('{type: string}', 'x: &x {y: *x}\n')),
      /an alias stands inside what it stands for$/,
    );
    const fine = Array.from({ length: 500 }, (_, at) => `      k${at}: *s`).join('\n');
    const draft = await read(
      api('\n          properties:\n            first: &s {type: string}\n', `x-more:\n${fine}\n`),
    );
    assert.deepEqual(draft.nodes.at(-1)?.fields[0]?.type, 'string');
  });

  test('more fields or levels than a message may have are left out with a warning', async () => {
    const many = Array.from({ length: 3_000 }, (_, at) => `f${at}: {type: string}`).join(', ');
    const wide = await read(api(`{properties: {${many}}}`));
    assert.equal(wide.nodes.at(-1)?.fields.length, 2_000);
    assert.match(wide.warnings[0]?.reason ?? '', /more than 2000 fields/);
    const deep = await read(api(`${'{properties: {a: '.repeat(30)}{type: string}${'}}'.repeat(30)}`));
    assert.equal(deep.nodes.at(-1)?.fields.length, 12);
    assert.match(deep.warnings[0]?.reason ?? '', /more than 12 levels deep/);
  });

  test('more things than a file may describe are refused', async () => {
    const services = Array.from({ length: 30 }, (_, at) => `  s${at}: {}`).join('\n');
    await refused(read(`services:\n${services}\n`, {}, { maxNodes: 20 }), /describes more than 20 things$/);
  });

  test('deep nesting is refused in every notation', async () => {
    for (const text of [
      '['.repeat(50_000),
      `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
      '- '.repeat(20_000),
      '{a: '.repeat(20_000),
    ])
      await refused(read(`services: ${text}`), /^team\/orders\.yaml/);
    const json = `{"services": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    await refused(read(json), /^team\/orders\.yaml/);
  });

  test('a long run of any one character is read in time that grows with its length', async () => {
    for (const mark of [
      '"',
      "'",
      ',',
      ']',
      '[',
      '{',
      '}',
      ':',
      '-',
      '?',
      '&',
      '*',
      '!',
      '|',
      '>',
      '%',
      '@',
      '`',
      '#',
      ' ',
      '\t',
      '\n',
      '\\',
      '$',
      '/',
      'a',
      '0',
      '.',
      '_',
      '~',
    ]) {
      for (const text of [
        `services: ${mark.repeat(60_000)}`,
        `services:\n  a:\n    environment:\n      B_URL: ${mark.repeat(3_900)}`,
      ])
        await readTopology({ name: 'a.yaml', text }, filesOf({})).catch((error: Error) =>
          assert.equal(error.name, 'ParleyError'),
        );
      const proto = `syntax = "proto3";\nmessage A { ${mark.repeat(60_000)}`;
      await readTopology({ name: 'a.proto', text: proto }, filesOf({})).catch((error: Error) =>
        assert.equal(error.name, 'ParleyError'),
      );
    }
  });

  test('a text of one million of the same character is refused or skipped', async () => {
    for (const mark of ['"', ',', ']', '-', ' ', '/', 'a']) {
      const text = `asyncapi: 3.0.0 ${mark.repeat(1_000_000)}`;
      await readTopology({ name: 'a.yaml', text }, filesOf({})).then(
        (reading) => assert.ok('skipped' in reading),
        (error: Error) => assert.equal(error.name, 'ParleyError'),
      );
    }
  });
});

test('names that mean something to the language are plain names', async () => {
  const draft = await read(
    'services:\n  __proto__: {image: redis}\n  constructor: {depends_on: [__proto__]}\n  toString: {}\n',
  );
  assert.deepEqual(
    draft.nodes.map(({ kind, name }) => `${kind} ${name}`),
    ['resource __proto__', 'service constructor', 'service toString'],
  );
  assert.equal(draft.relations.length, 1);
});
