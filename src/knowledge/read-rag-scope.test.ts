import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParleyError } from '../core/errors.ts';
import { requireScopesOf } from './read-rag-scope.ts';

const brand = { scopes: ['faq', 'legal notes', 'news'] };

/** What is said about a text that names something else. */
function refusalOf(ragScope: string): ParleyError {
  try {
    requireScopesOf(brand, ragScope);
  } catch (error) {
    return error as ParleyError;
  }
  throw new Error(`${JSON.stringify(ragScope)} was accepted`);
}

test('one collection, several, or one named twice', () => {
  assert.deepEqual(requireScopesOf(brand, 'faq'), ['faq']);
  assert.deepEqual(requireScopesOf(brand, ' news , legal notes,news'), ['news', 'legal notes']);
});

test('a blank text narrows nothing', () => {
  for (const blank of ['', '  ', '\n']) assert.deepEqual(requireScopesOf(brand, blank), []);
});

test('a name that the brand does not have is refused and named, shortened, and nothing else is', () => {
  for (const text of [
    'secret',
    'faq,secret',
    'FAQ',
    'faq;news',
    ',',
    'faq,',
    '__proto__',
    'a\0b',
    '\ud800',
  ]) {
    const { code, details, message } = refusalOf(text);
    assert.deepEqual([code, details.subject], ['invalid_input', 'rag_scope'], text);
    assert.doesNotMatch(message, /legal/);
  }
  assert.match(refusalOf('faq, secret').message, /no collection "secret"/);
  assert.ok(refusalOf('x'.repeat(1_000_000)).message.length < 100);
  assert.equal(refusalOf(`${'faq,'.repeat(100_000)}secret`).details.subject, 'rag_scope');
});
