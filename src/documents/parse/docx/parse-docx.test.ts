import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeDocx, wordParagraph, wordParts, zipOf } from '../../../../test/support/made-docx.ts';
import { parseMade } from '../../../../test/support/parse-made.ts';

const item = (text: string, level: number): string =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const cell = (text: string): string => `<w:tc>${wordParagraph(text)}</w:tc>`;

test('headings, lists, tables and code are kept', async () => {
  const body = [
    wordParagraph('Restart the API', 'Title'),
    wordParagraph('Steps', 'Heading2'),
    item('First', 0),
    item('inner', 1),
    item('Second', 0),
    wordParagraph('kubectl get pods', 'Code'),
    wordParagraph('  -n prod', 'Code'),
    `<w:tbl><w:tr>${cell('Region')}${cell('Count')}</w:tr><w:tr>${cell('eu')}${cell('3')}</w:tr></w:tbl>`,
    wordParagraph('After &amp; all.'),
  ];
  const { title, text, syntax, pages } = await parseMade('a.docx', madeDocx(body.join('')));
  assert.deepEqual([title, syntax, pages], ['Restart the API', 'markdown', null]);
  assert.equal(
    text,
    '# Restart the API\n\n## Steps\n\n1. First\n   - inner\n2. Second\n\n```\nkubectl get pods\n  -n prod\n```\n\n| Region | Count |\n| --- | --- |\n| eu | 3 |\n\nAfter & all.\n',
  );
});

test('the title of the properties counts unless it says nothing', async () => {
  const titled = async (stated: string) =>
    (
      await parseMade(
        'a.docx',
        zipOf({
          ...wordParts(wordParagraph('Heading', 'Heading1')),
          'docProps/core.xml': `<p xmlns:dc="x"><dc:title>${stated}</dc:title></p>`,
        }),
      )
    ).title;
  assert.equal(await titled('On call &amp; you'), 'On call & you');
  assert.equal(await titled('Microsoft Word - draft.doc'), 'Heading');
  assert.equal(await titled('untitled'), 'Heading');
});

test('a document without text is refused', async () => {
  await assert.rejects(parseMade('a.docx', madeDocx('')), /holds no text/);
});
