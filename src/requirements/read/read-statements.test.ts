import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readStatements } from './read-statements.ts';

/** Statements as `line form text`. */
const read = (text: string): string[] =>
  readStatements(text).map(({ place, form, text: own }) => {
    const line =
      place.kind === 'line' ? `${place.line}${place.lastLine > place.line ? `-${place.lastLine}` : ''}` : '';
    return `${line} ${form} ${own}`;
  });

const headingsOf = (text: string, of: string): readonly string[] | undefined =>
  readStatements(text).find(({ text: own }) => own === of)?.headings;

describe('reading statements', () => {
  it('splits prose into sentences with their lines', () => {
    const text = 'First sentence. Second one\n\nThird sentence.';
    assert.deepEqual(read(text), [
      '1 sentence First sentence.',
      '1 sentence Second one',
      '3 sentence Third sentence.',
    ]);
  });

  it('keeps a sentence together that was broken at a width', () => {
    const text =
      'The reader must be told by e-mail when a reserved book is ready and how\nlong it is kept. A second mail follows after three days, and after seven\ndays the book goes back to the shelf.';
    assert.deepEqual(read(text), [
      '1-2 sentence The reader must be told by e-mail when a reserved book is ready and how\nlong it is kept.',
      '2-3 sentence A second mail follows after three days, and after seven\ndays the book goes back to the shelf.',
    ]);
  });

  it('keeps lines apart that are a list without marks', () => {
    assert.deepEqual(read('login with Google\nsearch products\nfast checkout'), [
      '1 item login with Google',
      '2 item search products',
      '3 item fast checkout',
    ]);
  });

  it('drops the marks of list items, quotes and check boxes', () => {
    assert.deepEqual(read('- one\n* two\n3. three\n4) four\n- [x] five\n> six'), [
      '1 item one',
      '2 item two',
      '3 item three',
      '4 item four',
      '5 item five',
      '6 sentence six',
    ]);
  });

  it('reads rows of a table without their bars, and not its header', () => {
    assert.deepEqual(read('| ID | Requirement |\n|---|---|\n| FR-1 | Export CSV |'), [
      '3 row FR-1 | Export CSV',
    ]);
  });

  it('keeps the name of a requirement and a note in brackets with their sentence', () => {
    assert.deepEqual(read('R1. Payslips shall be online. (TBD)'), [
      '1 sentence R1. Payslips shall be online. (TBD)',
    ]);
  });

  it('does not end a sentence at an abbreviation', () => {
    assert.deepEqual(read('Formats (e.g. PDF) are max. 5 MB.'), [
      '1 sentence Formats (e.g. PDF) are max. 5 MB.',
    ]);
  });

  it('counts lines alike for all line ends', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['# Title', '', '- one', '- two'].join(end);
      assert.deepEqual(read(text), ['1 heading Title', '3 item one', '4 item two']);
    }
  });

  it('knows headings with marks, underlines, numbers, bold letters and capitals', () => {
    assert.deepEqual(headingsOf('# A\n## B ##\n### C\n## D\nText here.', 'Text here.'), ['A', 'D']);
    assert.deepEqual(headingsOf('Title\n=====\nText here.', 'Text here.'), ['Title']);
    assert.deepEqual(headingsOf('1. Scope\nText here.\n2. Rules\nMore text.', 'More text.'), ['Rules']);
    assert.deepEqual(headingsOf('**Login**\n- Text here.', 'Text here.'), ['Login']);
    assert.deepEqual(headingsOf('PERFORMANCE\nText here.', 'Text here.'), ['PERFORMANCE']);
    assert.deepEqual(headingsOf('Goals:\n- one\n\nText after the list.', 'Text after the list.'), []);
  });

  it('gives items the sentence that introduces them', () => {
    const statements = readStatements('The system must:\n- encrypt data\n- log out users');
    assert.deepEqual(
      statements.filter(({ form }) => form === 'item').map(({ lead }) => lead),
      ['The system must:', 'The system must:'],
    );
  });

  it('marks what stands in code fences', () => {
    assert.deepEqual(read('```\nmust not be read\n```\nText.'), [
      '2 code must not be read',
      '4 sentence Text.',
    ]);
  });

  it('gives pieces of the text in its order, each in its line, for any text', () => {
    const piece = fc.constantFrom(
      '# ',
      '- ',
      '1. ',
      '| a | b |',
      '|--|--|',
      '```',
      'The app must.',
      'e.g. ',
      '\n',
      '\r\n',
      '  ',
      '> ',
      'R1. ',
      'x',
      '“',
      ' — ',
      '===',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const lines = text.split(/\r\n|\n|\r/);
        for (const { place, text: own } of readStatements(text)) {
          assert.ok(text.includes(own));
          assert.ok(place.kind === 'line');
          const [first = ''] = own.split(/[\r\n]/);
          assert.ok(lines[place.line - 1]?.includes(first), `${JSON.stringify(own)} in line ${place.line}`);
        }
      }),
      { numRuns: 500 },
    );
  });
});
