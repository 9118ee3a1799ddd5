import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitText } from './text-blocks.ts';

const withoutSpace = (text: string): string => text.replace(/\s/g, '');

test('a short text is one block that tells its lines', () => {
  assert.deepEqual(splitText('\nThe system must log in.\r\n\r\nIt must be fast.\n', 1500), [
    { firstLine: 2, lastLine: 4, text: 'The system must log in.\n\nIt must be fast.' },
  ]);
});

test('a block ends after a paragraph rather than in the middle of the next', () => {
  const [first, second] = splitText(
    `${'a'.repeat(30)}\n${'b'.repeat(30)}\n\n${'c'.repeat(30)}\n${'d'.repeat(30)}`,
    100,
  );
  assert.equal(first?.text, `${'a'.repeat(30)}\n${'b'.repeat(30)}`);
  assert.deepEqual([second?.firstLine, second?.lastLine], [4, 5]);
});

test('a line longer than a block is cut between words, and its pieces tell the same line', () => {
  const line = 'word '.repeat(100).trim();
  const blocks = splitText(`title\n${line}`, 60);
  assert.ok(blocks.length > 5);
  for (const { text, lastLine } of blocks.slice(1)) {
    assert.match(text, /^(word ?)+$/);
    assert.equal(lastLine, 2);
  }
});

test('nothing but empty lines is no block', () => {
  assert.deepEqual(splitText('', 10), []);
  assert.deepEqual(splitText(' \n\r\n\t\n'.repeat(500), 10), []);
});

test('whatever a text holds, every character of it stands in a block, in order and on its line', () => {
  const lines = fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 30 });
  fc.assert(
    fc.property(lines, fc.integer({ min: 2, max: 50 }), (parts, most) => {
      const text = parts.join('\n');
      const blocks = splitText(text, most);
      assert.equal(withoutSpace(blocks.map((block) => block.text).join('')), withoutSpace(text));
      const numbered = text.split(/\r\n|\n|\r/);
      for (const { text: said, firstLine, lastLine } of blocks) {
        assert.ok(said.length <= most, `${said.length} of ${most}`);
        const own = numbered.slice(firstLine - 1, lastLine).join('\n');
        assert.ok(own.includes(said), JSON.stringify([own, said]));
      }
    }),
  );
});
