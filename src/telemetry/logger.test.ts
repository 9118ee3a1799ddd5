import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ParleyError } from '../core/errors.ts';
import { createLogger } from './logger.ts';
import { maskSecrets } from './mask-secrets.ts';

const SECRET = 'marigold pancakes';

function logOf(fields: Record<string, unknown>): string {
  const written: string[] = [];
  createLogger('info', { write: (line) => void written.push(line) }).info(fields, 'something happened');
  return written.join('');
}

test('a field that holds what people wrote, or a credential, stays out of the log', () => {
  for (const name of ['message', 'question', 'reply', 'body', 'authorization', 'token', 'key', 'password']) {
    const log = logOf({ [name]: SECRET, inner: { [name]: SECRET, kept: 1 } });
    assert.ok(!log.includes(SECRET), name);
    assert.match(log, /"kept":1/);
    assert.match(log, /"event":"something happened"/);
  }
});

test("a database error is logged without the statement's values", () => {
  const error = Object.assign(new Error(`invalid input syntax for type uuid: "${SECRET}"`), {
    code: '22P02',
    detail: `Key (text)=(${SECRET})`,
    params: [SECRET],
    query: 'select 1',
  });
  const log = logOf({ err: new ParleyError('internal', 'It broke.', { cause: error }) });
  assert.ok(!log.includes(SECRET));
  assert.match(log, /"code":"22P02"/);
  assert.match(log, /invalid input syntax for type uuid: \[value\]/);
});

test('an error is logged with its stack and the chain of its causes', () => {
  const log = logOf({ err: new Error('outer', { cause: new TypeError('inner') }) });
  const { err } = JSON.parse(log);
  assert.deepEqual(
    [err.type, err.reason, err.cause.type, err.cause.reason],
    ['Error', 'outer', 'TypeError', 'inner'],
  );
  assert.match(err.stack, /logger\.test/);
});

test('keys, tokens and passwords are masked wherever they stand in a text', () => {
  const masked = maskSecrets(
    'prl_abcdefghij_SECRETSECRET at postgres://ada:hunter2@db/x with Bearer abc.def and eyJhbGciOi.eyJzdWIi.c2ln',
  );
  assert.equal(
    masked,
    'prl_[masked] at postgres://ada:[masked]@db/x with Bearer [masked] and [masked token]',
  );
});
