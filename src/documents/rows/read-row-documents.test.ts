import assert from 'node:assert/strict';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  defaultRowLimits,
  isRowFile,
  type RowFormat,
  type RowItem,
  type RowLimits,
  readRowDocuments,
} from './read-row-documents.ts';

async function* inPieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(
  file: string | Uint8Array,
  format: RowFormat,
  limits: Partial<RowLimits> = {},
  pieceBytes?: number,
): Promise<RowItem[]> {
  const chunks = inPieces(Buffer.from(file), pieceBytes);
  return Array.fromAsync(readRowDocuments(chunks, format, { ...defaultRowLimits, ...limits }));
}

const document = (line: number, externalId: string | null, title: string | null, text: string): RowItem => ({
  kind: 'document',
  line,
  externalId,
  title,
  text,
});
const isRows = (head: string, format: RowFormat): boolean => isRowFile(Buffer.from(head), format);

const EXPECTED = [document(1, '1', 'One', 'first text'), document(2, 'b-2', null, 'second “text” 🙂')];

test('JSON Lines, a JSON list, a list in an object and CSV give the same documents', async () => {
  const rows = ['{"_id":"1","title":"One","text":"first text"}', '{"_id":"b-2","text":"second “text” 🙂"}'];
  assert.deepEqual(await read(`\uFEFF${rows.join('\n')}\n`, 'json-lines'), EXPECTED);
  assert.deepEqual(await read(`\uFEFF[${rows.join(',\n')}]`, 'json'), EXPECTED);
  assert.deepEqual(
    await read(`{"total": 2, "documents": [${rows.join(',\n')}], "next": null}`, 'json'),
    EXPECTED,
  );
  assert.deepEqual(await read(rows.join('\n'), 'json'), EXPECTED);
  const atLines = EXPECTED.map((item) => ({ ...item, line: item.line + 1 }));
  assert.deepEqual(
    await read('\uFEFFid,title,text\r\n1,One,first text\r\nb-2,,second “text” 🙂\r\n', 'csv'),
    atLines,
  );
  assert.deepEqual(
    await read('id\ttitle\ttext\n1\tOne\tfirst text\nb-2\t\tsecond “text” 🙂\n', 'csv'),
    atLines,
  );
});

test('ids, titles and texts are found under their other names, in any spelling', async () => {
  for (const id of ['id', '_id', 'doc_id', 'docid', 'docId', 'external_id', 'External ID'])
    for (const text of ['text', 'content', 'contents', 'Body', 'abstract', 'description'])
      assert.deepEqual(await read(JSON.stringify({ [id]: 7, [text]: 'words' }), 'json-lines'), [
        document(1, '7', null, 'words'),
      ]);
  const both = { description: 'short', text: 'long', name: 'N', _id: { $oid: 'x' }, external_id: 'e' };
  assert.deepEqual(await read(JSON.stringify(both), 'json-lines'), [document(1, 'e', 'N', 'long')]);
});

test('a number as an id is the text of the number, however long', async () => {
  const items = await read(
    '{"id":12345678901234567890,"text":"a"}\n{"id":-3,"text":"b"}\n{"id":" ","text":"c"}',
    'json-lines',
  );
  assert.deepEqual(
    items.map((item) => item.kind === 'document' && item.externalId),
    ['12345678901234567890', '-3', null],
  );
});

test('an empty field gives way to the next one, and a list of texts is paragraphs', async () => {
  assert.deepEqual(await read('{"text":"  ","body":"b","title":""}', 'json-lines'), [
    document(1, null, null, 'b'),
  ]);
  assert.deepEqual(await read('{"content":["a","b"]}', 'json-lines'), [document(1, null, null, 'a\n\nb')]);
});

test('characters that cannot be stored are cleaned, and lines end in one way', async () => {
  const row = '{"id":"a\\u0000b","title":"x\\ud800y","text":"1\\r\\n2\\r3\\u0000\\udc00"}';
  assert.deepEqual(await read(row, 'json-lines'), [document(1, 'ab', 'x\uFFFDy', '1\n2\n3\uFFFD')]);
});

test('a bad row is told with its line, and the others go in', async () => {
  const rows = [
    '{"id":1,"text":"fine"}',
    '{"id":2,"text":',
    '["no object"]',
    '"text"',
    '{"id":3,"title":"no text"}',
    '{"id":4,"text":{"a":1}}',
    '',
    `{"id":"${'x'.repeat(501)}","text":"t"}`,
    `{"id":5,"text":"${'y'.repeat(200)}"}`,
    `{"id":6,"text":"${'z'.repeat(900)}"}`,
    `{"id":7,"text":"deep","more":${'['.repeat(70)}${']'.repeat(70)}}`,
    '{"id":8,"text":"fine again"}',
  ];
  const items = await read(rows.join('\n'), 'json-lines', { maxTextBytes: 150, maxRowBytes: 600 });
  assert.deepEqual(
    items.map((item) => [
      item.line,
      item.kind === 'problem' ? item.reason.replace(/:.*/, '') : item.externalId,
    ]),
    [
      [1, '1'],
      [2, 'is not valid JSON'],
      [3, 'is not an object with fields'],
      [4, 'is not an object with fields'],
      [5, 'has no text'],
      [6, 'has no text'],
      [8, 'has an id of more than 500 characters'],
      [9, 'has a text of more than 150 bytes'],
      [10, 'is a line longer than 600 bytes'],
      [11, 'is nested more than 64 levels deep'],
      [12, '8'],
    ],
  );
});

test('a bad element of a JSON list and a bad row of CSV cost only themselves', async () => {
  const list = `[{"text":"a"},\n{"text" "b"},\n{"text":"${'c'.repeat(300)}"},\n${'['.repeat(70)}${']'.repeat(70)},\n{"text":"d"}]`;
  assert.deepEqual(
    (await read(list, 'json', { maxRowBytes: 200 })).map((item) => [item.line, item.kind]),
    [
      [1, 'document'],
      [2, 'problem'],
      [3, 'problem'],
      [4, 'problem'],
      [5, 'document'],
    ],
  );
  const table = 'id,text\n1,a\n2\n3,"b\nb"\n4,c "d\n,\n5,e\n';
  assert.deepEqual(
    (await read(table, 'csv')).map((item) => [item.line, item.kind === 'document' ? item.text : item.reason]),
    [
      [2, 'a'],
      [3, 'has 1 cells where the header has 2'],
      [4, 'b\nb'],
      [6, 'is not CSV: a quote stands inside a cell; put the cell into quotes and double it'],
      [8, 'e'],
    ],
  );
});

test('a file that ends too soon, is not UTF-8 or no JSON at all says so', async () => {
  const reasons = async (file: string | Uint8Array, format: RowFormat) =>
    (await read(file, format)).map((item) =>
      item.kind === 'problem' ? item.reason.replace(/:.*/, '') : item.text,
    );
  assert.deepEqual(await reasons('[{"text":"a"},{"text":"b', 'json'), [
    'a',
    'ends before its JSON is closed',
  ]);
  assert.deepEqual(await reasons('hello', 'json'), ['is not JSON']);
  assert.deepEqual(await reasons(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'json-lines'), [
    'is not valid UTF-8',
  ]);
  assert.deepEqual(await reasons('', 'json-lines'), []);
  assert.deepEqual(await reasons('text\n', 'csv'), []);
});

test('no file makes it throw, in whatever pieces it comes', async () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ',',
    ':',
    '\n',
    'text',
    '"text"',
    '"a"',
    'id',
    ' ',
    '\0',
    '🙂',
    '7',
    ';',
    '\r',
    '{"text":"a"}',
  ];
  const formats: RowFormat[] = ['json', 'json-lines', 'csv'];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...pieces), { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(...formats),
      async (parts, size, format) => {
        const file = parts.join('');
        assert.equal(typeof isRows(file, format), 'boolean');
        assert.deepEqual(await read(file, format, {}, size), await read(file, format, {}, 10_000));
      },
    ),
    { numRuns: 500 },
  );
});

test('files of rows are told from files that are one document', () => {
  const rows: readonly [string, RowFormat][] = [
    ['{"_id": "1", "text": "cut of', 'json-lines'],
    ['{"title":"a","text":"b"}\n', 'json-lines'],
    ['\uFEFF[\n  {"id": 1, "body": "x"},', 'json'],
    ['[{"meta": {"text": 1}, "tags": ["{"], "content": ["a"]}]', 'json'],
    ['{"count": 3, "docs": [{"text": "a"}]}', 'json'],
    ['{"text":"a"}\n{"text":"b"}', 'json'],
    ['id;title;text\n', 'csv'],
    ['"Doc ID"\tAbstract\n', 'csv'],
    ['sep=,\nid,description\n', 'csv'],
  ];
  for (const [head, format] of rows) assert.equal(isRows(head, format), true, head);
  const single: readonly [string, RowFormat][] = [
    ['{"title": "One page", "text": "b"}', 'json'],
    ['{"title": "One page", "sections": [{"text": "a"}]}', 'json'],
    ['{"meta": {"documents": [{"text": "a"}]}}', 'json'],
    ['[1, 2, 3]', 'json'],
    ['["text"]', 'json'],
    ['[{"name": "a", "description": "b"}]', 'json'],
    ['[{"service": "a", "owner": "text"}]', 'json'],
    ['[{"id": 1, "text": {"a": "b"}}]', 'json'],
    ['{"documents": []}', 'json'],
    ['name,owner\n', 'csv'],
    ['service,description\n', 'csv'],
    ['', 'csv'],
    ['not json', 'json-lines'],
    ['{"text', 'json-lines'],
  ];
  for (const [head, format] of single) assert.equal(isRows(head, format), false, head);
});

test('hostile beginnings are judged in linear time', () => {
  for (const mark of ['[', '{', '"', '\\', '{"a":', ' ', ',', '\n', '{"text":', '"\\'])
    for (const format of ['json', 'json-lines', 'csv'] as const)
      isRows(`{"documents": [${mark.repeat(100_000)}`, format);
});

const REAL = '../shared/data/retrieval/cranfield/corpus.jsonl';
const skip = existsSync(REAL) ? false : 'the shared corpus is not there';

test('a real collection is read whole', { skip }, async () => {
  assert.equal(isRowFile(readFileSync(REAL).subarray(0, 65_536), 'json-lines'), true);
  let count = 0;
  for await (const item of readRowDocuments(createReadStream(REAL), 'json-lines')) {
    // Two abstracts of the collection are empty.
    if (item.kind === 'problem') assert.match(item.reason, /^has no text/);
    else count += 1;
  }
  assert.ok(count >= 1_398, `${count} documents`);
});
