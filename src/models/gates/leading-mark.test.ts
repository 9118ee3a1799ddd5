import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLeadingMark } from './leading-mark.ts';

function through(...pieces: string[]): { text: string; found: boolean } {
  const mark = createLeadingMark('NO_ANSWER');
  const text = pieces.map((piece) => mark.push(piece)).join('') + mark.end();
  return { text, found: mark.found };
}

test('the mark is taken out with what stands behind it, in however many pieces it comes', () => {
  const wanted = { text: 'The history does not say.', found: true };
  assert.deepEqual(through('NO_ANSWER The history does not say.'), wanted);
  assert.deepEqual(through('NO', '_ANS', 'WER', ': ', 'The history', ' does not say.'), wanted);
  assert.deepEqual(through('\n', 'NO_ANSWER\n\nThe history does not say.'), wanted);
  assert.deepEqual(through('NO_ANSWER'), { text: '', found: true });
});

test('a text without the mark is not touched', () => {
  for (const text of ['', 'NO', 'No answer', 'The mark NO_ANSWER comes late', ' indented'])
    assert.deepEqual(through(text), { text, found: false });
  assert.deepEqual(through('N', 'ine incidents'), { text: 'Nine incidents', found: false });
});
