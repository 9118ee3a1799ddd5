import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCsvRows } from './read-csv-rows.ts';

/** What is read of `text`, which arrives in small pieces: per row its line and first cell, or the problem. */
async function read(text: string, maxRecordBytes = 1000): Promise<(readonly [number, string])[]> {
  async function* pieces() {
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.length; from += 7) yield bytes.subarray(from, from + 7);
  }
  const rows: (readonly [number, string])[] = [];
  for await (const row of readCsvRows(pieces(), ',', maxRecordBytes))
    rows.push([row.line, 'problem' in row ? row.problem : String(row.row.title)]);
  return rows;
}

test('a cell in quotes holds line breaks, commas and doubled quotes', async () => {
  assert.deepEqual(await read('\uFEFFtitle,id\r\n"one\r\nand ""two"", three",1\r\n\r\nfour,2\r\n'), [
    [2, 'one\r\nand "two", three'],
    [5, 'four'],
  ]);
});

test('a stray quote costs its own row only', async () => {
  assert.deepEqual(await read('title,id\n5" disk,1\nfine,2\n"never closed,3\ngood,4\nbetter,5\n'), [
    [2, 'is not CSV: a quote stands inside a cell; put the cell into quotes and double it'],
    [3, 'fine'],
    [4, 'is not CSV: a quote is never closed'],
    [5, 'good'],
    [6, 'better'],
  ]);
});

test('a row that is too long is rejected once, whole, and the rows after it are read', async () => {
  const tooLong = 'is larger than 50 bytes, or a quote in it is never closed';
  for (const cell of ['z'.repeat(200), `"${'one,two\n'.repeat(30)}"`])
    assert.deepEqual(
      (await read(`title,id\n${cell},1\nfine,2\n`, 50)).map(([, what]) => what),
      [tooLong, 'fine'],
    );
});
