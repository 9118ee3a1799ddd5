import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskSecrets } from './mask-secrets.ts';

test('logs are masked by the rules that hide text from a model', () => {
  const masked = maskSecrets(
    'ada@example.com (+1 415 555 2671) paid with 4111 1111 1111 1111, password=hunter2, from 10.0.3.7',
  );
  assert.equal(
    masked,
    '[masked email] ([masked phone]) paid with [masked card], password=[masked], from 10.0.3.7',
  );
});

test('what was masked once stays as it is', () => {
  const text =
    'prl_abcdefghij_SECRET postgres://ada:hunter2@db/x Bearer abc.def token=abc123 ada@example.com eyJhbGciOi.eyJzdWIi.c2ln';
  const once = maskSecrets(text);
  assert.equal(maskSecrets(once), once);
  for (const secret of ['SECRET', 'hunter2', 'abc.def', 'abc123', 'ada@', 'eyJ'])
    assert.ok(!once.includes(secret), secret);
});

test('a text without anything sensitive is not touched', () => {
  const text =
    'checkout-7d9f8b6c5-x2x7z failed at 2024-05-01T12:30:45.123Z: connect ECONNREFUSED 10.0.3.7:5432';
  assert.equal(maskSecrets(text), text);
  assert.equal(maskSecrets(''), '');
});
