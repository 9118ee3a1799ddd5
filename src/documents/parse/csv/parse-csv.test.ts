import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMade } from '../../../../test/support/parse-made.ts';

test('rows become a table under their header, whatever parts their cells', async () => {
  const table = '| Name | Note |\n| --- | --- |\n| A | x, y |\n| B | two lines |\n';
  assert.equal((await parseMade('a.csv', 'Name,Note\r\nA,"x, y"\r\n\r\nB,"two\nlines"\r\n')).text, table);
  assert.equal((await parseMade('a.csv', 'sep=;\nName;Note\nA;x, y\nB;two lines\n')).text, table);
  assert.equal((await parseMade('a.tsv', 'Name\tNote\nA\tx, y\nB\ttwo lines\n')).text, table);
});

test('numbers with commas do not part cells where semicolons do', async () => {
  assert.equal(
    (await parseMade('a.csv', 'a;b\n1,5;2,5\n3,5;4,5\n')).text,
    '| a | b |\n| --- | --- |\n| 1,5 | 2,5 |\n| 3,5 | 4,5 |\n',
  );
});

test('bars and tags in cells are words, and rows may be short or long', async () => {
  assert.equal(
    (await parseMade('a.csv', 'a,b\nx|y,<b>\n1\n1,2,3\n')).text,
    '| a | b |  |\n| --- | --- | --- |\n| x\\|y | &lt;b> |\n| 1 |\n| 1 | 2 | 3 |\n',
  );
});
