import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMade } from '../../../test/support/parse-made.ts';

/** Far above what a pass over a megabyte takes, far below what a quadratic one would. */
const MAX_MS = 20_000;
const MARKS = [...'a #*-_=`|<&[!:"\\+{\n', '. ', '> ', '``', ':a:`', '+-', '||', '\n\n', ' x\n'];

for (const name of ['a.md', 'a.txt', 'a.html', 'a.rst', 'a.csv', 'a.json', 'a'])
  test(`a megabyte of one mark is read or refused in linear time: ${name}`, async () => {
    for (const mark of MARKS) {
      const begun = performance.now();
      await parseMade(name, mark.repeat(1024 ** 2 / mark.length)).catch(() => null);
      assert.ok(performance.now() - begun < MAX_MS, `${JSON.stringify(mark)} took too long`);
    }
  });
