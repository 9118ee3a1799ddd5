import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type JsonPiece, JsonSplitter } from './split-json.ts';

const split = (text: string, chunkBytes: number): JsonPiece[] => {
  const splitter = new JsonSplitter({ maxRecordBytes: 10_000, maxDepth: 20, listNames: new Set(['items']) });
  const bytes = Buffer.from(text);
  const pieces: JsonPiece[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes)
    pieces.push(...splitter.push(bytes.subarray(at, at + chunkBytes)));
  return [...pieces, ...splitter.end()];
};
const values = (pieces: readonly JsonPiece[], kind: JsonPiece['kind']): unknown[] =>
  pieces.flatMap((piece) =>
    piece.kind === kind && piece.kind !== 'problem' ? [JSON.parse(Buffer.from(piece.bytes).toString())] : [],
  );

test('the records of any JSON list come out as JSON.parse reads them, however the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ maxDepth: 4 })),
      fc.integer({ min: 1, max: 50 }),
      fc.boolean(),
      (list, chunkBytes, pretty) => {
        const text = JSON.stringify(list, null, pretty ? 2 : 0);
        const expected: unknown = JSON.parse(text);
        assert.deepEqual(values(split(text, chunkBytes), 'record'), expected);
        const wrapped = `{"page":{"name":"a [\\"b"},"items":${text},"meta":[1]}`;
        const pieces = split(wrapped, chunkBytes);
        assert.deepEqual(values(pieces, 'record'), expected);
        assert.deepEqual(values(pieces, 'envelope'), [{ page: { name: 'a ["b' }, items: [] }]);
      },
    ),
  );
});

test('an object without a list of records is one document', () => {
  const text = '{"title":"x","timeline":[{"a":1}]}';
  assert.deepEqual(values(split(text, 3), 'document'), [JSON.parse(text)]);
});

test('no bytes break the splitter', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[[\]{}",:\\ \n1a]{0,80}$/),
      fc.integer({ min: 1, max: 9 }),
      (text, chunkBytes) => {
        split(text, chunkBytes);
      },
    ),
  );
});
