import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchText } from './search-text.ts';

const text = (content: string): string[] =>
  searchText({ title: '', alerts: [], headings: [], content }).split(' ');

test('a title counts twice, every other field once', () => {
  const words = searchText({ title: 'Disks', alerts: ['Full'], headings: ['Why'], content: 'logs' }).split(
    ' ',
  );
  assert.deepEqual(words, ['disks', 'disks', 'full', 'why', 'logs']);
});

test('a name stands there in its parts and joined', () => {
  assert.deepEqual(text('KubePodCrashLooping'), ['kube', 'pod', 'crash', 'looping', 'kubepodcrashlooping']);
  assert.deepEqual(text('the kube-proxy'), ['the', 'kube', 'proxy', 'kubeproxy']);
  assert.deepEqual(text('err_pool_timeout'), ['err', 'pool', 'timeout', 'errpooltimeout']);
});

test('addresses and versions are told apart by where their dots are', () => {
  assert.ok(text('10.0.3.7').includes('10x0x3x7'));
  assert.ok(text('v1.24').includes('v1x24'));
});

test('acronyms and their plurals are one word', () => {
  assert.deepEqual(text('PVCs use TLS'), ['pvcs', 'use', 'tls']);
  assert.deepEqual(text('HTTPServer').slice(0, 2), ['http', 'server']);
});

test('scripts without spaces are indexed by pairs of characters', () => {
  assert.deepEqual(text('日本語'), ['日本', '本語']);
});

test('only letters and digits reach the parser of the store', () => {
  assert.match(
    searchText({ title: "O'Neil <b>", alerts: [], headings: [], content: '/a/b?c=d "x"' }),
    /^[a-z0-9 ]*$/,
  );
});

test('a megabyte of one character takes no time', () => {
  for (const piece of ['a', 'A', 'aA', 'a-', '- ', '1.', '"a ', '日', '__', '\u0301']) {
    const begun = performance.now();
    text(piece.repeat(1_000_000 / piece.length));
    assert.ok(performance.now() - begun < 5000, piece);
  }
});
