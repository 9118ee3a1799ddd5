import { gzipSync } from 'node:zlib';
import { madeDocx, wordParagraph, zipOf } from '../made-docx.ts';
import { madePdf } from '../made-pdf.ts';
import { type HostileFile, hostile } from './hostile-file.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const honest = { holds: /Honest text/ };

/** The same noise each time. */
const noise = (length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes;
};

/** JSON, CSV, and files that are not what their names say. */
export const HOSTILE_DATA: readonly HostileFile[] = [
  hostile('deep.json', '100,000 levels deep', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`, {
    refused: /^is nested more than 64 levels deep/,
  }),
  hostile(
    'deep-objects.json',
    'objects 100,000 levels deep',
    () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    { refused: /^is nested more than 64 levels deep/ },
  ),
  hostile(
    'prototype.json',
    'names of prototypes, and names twice',
    () =>
      '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"x":1}},"a":"first","a":"Honest text","toString":"t"}',
    { read: { ...honest, without: /first/ } },
  ),
  hostile(
    'numbers.json',
    'numbers that no program can hold',
    () => `{"huge":1e999999,"long":${'9'.repeat(100_000)},"text":"Honest text"}`,
    { read: { ...honest, without: /Infinity/ } },
  ),
  hostile('broken.json', 'ends in the middle', () => '{"a": "b', { refused: /^is not valid JSON/ }),
  hostile(
    'strings.json',
    'a million names',
    () => `{${Array.from({ length: 300_000 }, (_, at) => `"k${at}":"v"`).join(',')}}`,
    { read: {} },
  ),
  hostile('quote.csv', 'a quote that is never closed', () => `a,b\n"${'x,y\n'.repeat(400_000)}`, {
    refused: /^is not CSV/,
  }),
  hostile('columns.csv', 'a million columns', () => `${'a,'.repeat(400_000)}b\n`, {
    refused: /^has more than 1000 columns|^is not CSV/,
  }),
  hostile(
    'formulas.csv',
    'cells that are formulas',
    () => 'name,value\n=cmd|\' /C calc\'!A0,"=HYPERLINK(""http://owned"")"\nHonest text,1\n',
    { read: honest },
  ),
  hostile(
    'program.md',
    'a Windows program',
    () => Buffer.concat([Buffer.from('MZ\x90\0\x03\0'), noise(4_000)]),
    { refused: /^is an executable program, not Markdown/ },
  ),
  hostile('program', 'a Linux program', () => Buffer.concat([Buffer.from('\x7fELF\x02\x01'), noise(4_000)]), {
    refused: /^is an executable program$/,
  }),
  hostile('picture.txt', 'a picture', () => Buffer.concat([PNG, noise(4_000)]), {
    refused: /^is an image, not plain text/,
  }),
  hostile('packed.json', 'a gzip archive of 20 MB', () => gzipSync(Buffer.alloc(20 * 1024 ** 2)), {
    refused: /^is a gzip archive, not JSON/,
  }),
  hostile('packed.md', 'a zip archive', () => zipOf({ 'a.md': '# A' }), {
    refused: /^is a zip archive; unpack it first/,
  }),
  hostile(
    'page.pdf',
    'a page of HTML',
    () => '<!DOCTYPE html><html><body><script>owned()</script><p>Honest text.</p></body></html>',
    { read: { ...honest, without: /owned/ } },
  ),
  hostile('text.pdf', 'plain text', () => 'Just some text.\n', {
    refused: /^is named \.pdf and is not a PDF/,
  }),
  hostile('paper.docx', 'a PDF', () => madePdf([[[12, 72, 700, 'Honest text.']]]), { read: honest }),
  hostile('paper.txt', 'a Word document', () => madeDocx(wordParagraph('Honest text.')), { read: honest }),
  hostile(
    'wide.txt',
    'UTF-16 without its mark',
    () => Buffer.from('Honest text, which is longer.\n', 'utf16le'),
    { read: honest },
  ),
  hostile(
    'big-endian.md',
    'UTF-16 the other way round',
    () => Buffer.from('\ufeff# Honest text\n', 'utf16le').swap16(),
    { read: { ...honest, without: /\ufeff|\0/ } },
  ),
  hostile('zeroes.md', 'some zero bytes', () => `# Honest\0 text\n\n${'words '.repeat(100)}\0`, {
    read: { ...honest, without: /\0/ },
  }),
  hostile('only-zeroes.txt', 'nothing but zero bytes', () => Buffer.alloc(100_000), {
    refused: /^is (?:empty|binary)/,
  }),
  hostile('noise.md', 'noise', () => noise(100_000), { refused: /^is (?:binary|in no encoding)/ }),
  hostile('empty.md', 'nothing', () => '', { refused: /^is empty/ }),
  hostile('blank.md', 'nothing but white space', () => ' \n\t\n'.repeat(1_000), { refused: /^is empty/ }),
  hostile(
    'latin.txt',
    'letters in Windows-1252',
    () => Buffer.from('Honest text: d\xe9j\xe0 vu \x93quoted\x94\n', 'latin1'),
    { read: { holds: /déjà vu “quoted”/ } },
  ),
  hostile(
    'damaged.txt',
    'UTF-8 with a cut letter',
    () =>
      Buffer.concat([
        Buffer.from(`Honest text: ${'äöü'.repeat(50)}`),
        Buffer.from([0xc3]),
        Buffer.from(' end'),
      ]),
    { read: { holds: /Honest text: äöü/, without: /Ã/ } },
  ),
  hostile(
    'turned.html',
    'text that runs backwards and words in letters that show nothing',
    () =>
      `<p>Honest text \u202eowned\u202c ${[...'owned'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')}a\u200bb</p>`,
    { read: { ...honest, without: /[\u202a-\u202e\u200b\u{e0000}-\u{e007f}]/u } },
  ),
  hostile('half.json', 'half characters', () => '{"text":"Honest text \\ud800 \\u0000 end"}', {
    read: { ...honest, without: /\0|\ud800(?![\udc00-\udfff])/ },
  }),
  hostile('line.txt', 'one line of 15 MB', () => `Honest text ${'x'.repeat(15 * 1024 ** 2)}`, {
    refused: /^falls into more than 50,000 passages/,
  }),
  hostile('long.md', '30 MB of text', () => 'word '.repeat(6 * 1024 ** 2), {
    refused: /^holds more than 20 MB of text/,
  }),
];
