import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectDocumentFormat } from './detect-document-format.ts';

const detect = (name: string, content: string | Buffer): string => {
  const found = detectDocumentFormat(Buffer.from(content), name);
  return 'format' in found ? found.format : found.refused;
};

test('text is read as its name says, and as its beginning says where the name says nothing', () => {
  assert.equal(detect('a.MD', 'words'), 'markdown');
  assert.equal(detect('docs/a.rst', 'words'), 'restructuredtext');
  assert.equal(detect('a.yaml', 'a: b'), 'text');
  assert.equal(detect('README', '# A\n'), 'markdown');
  assert.equal(detect('NOTES', 'words'), 'text');
  assert.equal(detect('data', '{"a": 1}'), 'json');
});

test('what a file is goes before what it is called', () => {
  assert.equal(detect('a.txt', '%PDF-1.7\n'), 'pdf');
  assert.equal(detect('a.md', '<!-- x -->\n<!DOCTYPE html>\n<p>'), 'html');
  assert.equal(detect('a.txt', 'PK\x03\x04....word/document.xml'), 'docx');
  assert.equal(detect('a.zip', 'PK\x03\x04....a.txt'), 'is a zip archive; unpack it first');
  assert.equal(detect('a.pdf', 'words'), 'is named .pdf and is not a PDF');
});

test('words that begin like other files are words', () => {
  assert.equal(detect('a.txt', 'BM25 ranks passages.'), 'text');
  assert.equal(detect('a.txt', 'MZ is a mark.'), 'text');
  assert.equal(detect('a.md', 'A %PDF-1.7 begins like this.'), 'markdown');
});

test('a row of comments costs no time', () => {
  assert.equal(detect('a.html', '<!---->'.repeat(150_000)), 'html');
});
