import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createLinkGate } from './link-gate.ts';

const KNOWN = 'The runbook is at https://wiki.example.org/runbooks/pool?v=2 and nowhere else.';

function through(pieces: readonly string[]): { text: string; removed: number } {
  const gate = createLinkGate(() => [KNOWN]);
  const text = pieces.map((piece) => gate.push(piece)).join('') + gate.end();
  return { text, removed: gate.removed };
}

test('an address that stands in the evidence is shown', () => {
  assert.deepEqual(through(['See https://wiki.example.org/runbooks/pool?v=2.']), {
    text: 'See https://wiki.example.org/runbooks/pool?v=2.',
    removed: 0,
  });
});

test('an address that a model has put together is taken out, whatever it carries', () => {
  for (const address of [
    'https://evil.example/?q=secret',
    'https://wiki.example.org/runbooks/pool?v=2&leak=secret',
    'http://evil.example',
    'www.evil.example/secret',
    '//evil.example/secret',
    'data:text/html,secret',
    'javascript:alert(1)',
  ]) {
    const { text, removed } = through([`Look at (${address}), please.`]);
    assert.doesNotMatch(text, /secret|evil/, address);
    assert.match(text, /link removed/);
    assert.equal(removed, 1, address);
  }
});

test('words are not held back, and an address that comes in pieces is not let through', () => {
  const gate = createLinkGate(() => []);
  assert.equal(gate.push('The pool was too small. '), 'The pool was too small. ');
  assert.equal(gate.push('See ht'), 'See ');
  assert.equal(gate.push('tps://evil.exa'), '');
  assert.equal(gate.push('mple/x and'), '(link removed) and');
  assert.equal(gate.end(), '');
});

test('a text comes out the same however it is cut', () => {
  const words = fc.constantFrom(
    'https://evil.example/a',
    KNOWN,
    'plain',
    'http',
    '//',
    'www.',
    ' ',
    '\n',
    ':',
    'd',
    'x',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), fc.array(fc.nat(40), { maxLength: 6 }), (parts, cuts) => {
      const text = parts.join('');
      const places = [...new Set(cuts.map((cut) => Math.min(cut, text.length)))].sort((a, b) => a - b);
      const pieces = [0, ...places].map((from, index) => text.slice(from, places[index] ?? text.length));
      assert.deepEqual(through(pieces), through([text]));
    }),
  );
});
