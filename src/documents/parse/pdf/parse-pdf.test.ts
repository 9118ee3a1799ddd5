import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MadePage, madePdf } from '../../../../test/support/made-pdf.ts';
import { parseMade } from '../../../../test/support/parse-made.ts';

const lines = (
  size: number,
  from: number,
  ...texts: readonly string[]
): (readonly [number, number, number, string])[] =>
  texts.map((text, at) => [size, 72, from - at * size * 1.2, text] as const);

const read = (...pages: readonly MadePage[]) => parseMade('a.pdf', madePdf(pages));

test('lines become paragraphs, large letters headings, and broken words whole', async () => {
  const { title, text, pages } = await read([
    ...lines(24, 740, 'Failover guide'),
    ...lines(11, 700, 'The data-', 'base is moved by hand when the re-', 'gion is lost.'),
    ...lines(11, 640, 'A second paragraph begins here.'),
    ...lines(16, 600, 'Steps'),
    ...lines(11, 570, '1. Stop the writers.', '2. Promote the', 'replica.'),
    ...lines(11, 500, '- one', '- two'),
  ]);
  assert.deepEqual([title, pages], ['Failover guide', 1]);
  assert.equal(
    text,
    '# Failover guide\n\nThe database is moved by hand when the region is lost.\n\nA second paragraph begins here.\n\n## Steps\n\n1. Stop the writers.\n2. Promote the replica.\n\n- one\n- two\n',
  );
});

test('a hyphen stays where the document writes the word with it elsewhere', async () => {
  const { text } = await read([...lines(11, 700, 'A long-term plan, and a long-', 'term aim.')]);
  assert.equal(text, 'A long-term plan, and a long-term aim.\n');
});

test('a paragraph goes on over the end of a page, and what is printed on each page is left out', async () => {
  const page = (number: number, ...texts: readonly string[]): MadePage => [
    ...lines(9, 780, 'Acme internal'),
    ...lines(11, 700, ...texts),
    ...lines(9, 30, `Page ${number} of 3`),
  ];
  const { text, pages } = await read(
    page(1, 'It begins'),
    page(2, 'and goes on.', 'Then'),
    page(3, 'it ends.'),
  );
  assert.deepEqual([text, pages], ['It begins and goes on. Then it ends.\n', 3]);
});

test('cells with wide gaps between them stay apart', async () => {
  const { text } = await read([
    [11, 72, 700, 'Region'],
    [11, 300, 700, 'Count'],
    [11, 72, 686, 'eu'],
    [11, 300, 686, '3'],
  ]);
  assert.equal(text, 'Region | Count\neu | 3\n');
});

test('the title of its properties counts unless it is the name of a file', async () => {
  const titled = async (title: string) =>
    (await parseMade('a.pdf', madePdf([lines(11, 700, 'Words.')], '', `/Title (${title})`))).title;
  assert.deepEqual([await titled('Real title'), await titled('draft-3.docx')], ['Real title', null]);
});

test('letters of one width are code, whose lines and indents stay', async () => {
  const code = (y: number, x: number, text: string): string => `BT /C 10 Tf ${x} ${y} Td (${text}) Tj ET`;
  const pdf = madePdf([
    [
      'BT /F1 11 Tf 72 700 Td (Run these two as the owner of the store, in this order.) Tj ET',
      code(670, 72, 'if lost:'),
      code(658, 84, 'promote    now'),
    ].join('\n'),
  ]);
  const withFont = pdf
    .toString('latin1')
    .replace('/F1 3 0 R >>', '/F1 3 0 R /C << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >>');
  const { text } = await parseMade('a.pdf', Buffer.from(withFont, 'latin1'));
  assert.match(text, /in this order\.\n\n```\nif lost:\n {2}promote {2,}now\n```\n$/);
});
