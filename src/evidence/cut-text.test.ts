import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutText } from './cut-text.ts';

test('a text that fits keeps its lines', () => {
  assert.equal(cutText(' a\n b \n', 5), 'a\n b');
});

test('a longer text ends after a whole word, and says that it goes on', () => {
  assert.equal(cutText('one two three', 10), 'one two …');
  assert.equal(cutText('x'.repeat(20), 10), `${'x'.repeat(8)} …`);
});

test('no cut text is longer than allowed, or holds half a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 60 }), (text, most) => {
      const cut = cutText(text, most);
      assert.ok(cut.length <= most);
      assert.ok(cut.isWellFormed());
      assert.ok(text.trim().startsWith(cut.replace(/ ?…$/, '').trimEnd()));
    }),
  );
});

test('a long text without a space is cut in no time', () => {
  assert.equal(cutText(' x'.repeat(50_000) + 'y'.repeat(500_000), 400_000).length, 400_000);
});
