import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ParleyError } from '../../core/errors.ts';
import { noteKey, noteText } from './note-text.ts';

const SECRET: readonly string[] = [
  'the admin password for staging is hunter2',
  'The password of the root user is swordfish.',
  'our API key is sk-live-a8Fq2Lx0',
  'the passphrase is “correct horse battery staple”',
  'login: ops, password: Tr0ub4dor&3',
  'DB_PASSWORD=Xk29!lmQ in checkout',
  'deploys use the token ghp_0123456789abcdefghijABCDEFGHIJ456789',
  'checkout talks to AKIAIOSFODNN7EXAMPLE with wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'the test card is 4111 1111 1111 1111',
  'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLXRoaXM',
  'credentials for the warehouse are svc_reader/9f8a7b',
];

const HARMLESS: readonly string[] = [
  'The password of the database is stored in Vault.',
  'passwords are rotated every 90 days',
  'the API key of Stripe is in 1Password',
  'access tokens are valid for 15 minutes',
  'Secrets are managed by the platform team',
  'the signing key is held in an HSM',
  'the on-call address is oncall@example.com',
  'tokens are issued by the identity service',
  'the token is a JWT signed with RS256',
  'We page the database team through #db-oncall',
  'credentials for staging are in the team folder',
  'The password policy asks for 16 characters',
];

const isRefused = (text: string): boolean => {
  try {
    noteText(text);
    return false;
  } catch (error) {
    assert.ok(error instanceof ParleyError && error.code === 'invalid_input');
    return true;
  }
};

describe('The text of a note', () => {
  for (const text of SECRET) test(`is refused for its secret: ${text}`, () => assert.ok(isRefused(text)));
  for (const text of HARMLESS) test(`may be: ${text}`, () => assert.equal(noteText(text), text));

  test('a refusal says what to do and does not repeat the secret', () => {
    assert.throws(
      () => noteText('the admin password is hunter2'),
      ({ message }: Error) => /Secrets are not kept/.test(message) && !message.includes('hunter2'),
    );
  });

  test('is one line without what hides or controls', () => {
    assert.equal(
      noteText(' checkout\u0000 runs\u0007\r\n\ton \u202eECS\u202c \u200b '),
      'checkout runs on ECS',
    );
    assert.equal(noteText('ж漢💥 läuft'), 'ж漢💥 läuft');
  });

  test('has 1 to 2,000 characters, and a word', () => {
    assert.equal([...noteText('漢💥'.repeat(1000))].length, 2000);
    for (const text of ['', ' \n ', '\u200b', '…!', 'x'.repeat(2001), '💥x'.repeat(1001)])
      assert.ok(isRefused(text), JSON.stringify(text.slice(0, 20)));
  });

  test('two texts tell the same in any letter case, with any blanks and final stop', () => {
    const key = noteKey('Checkout runs on “ECS”.');
    for (const text of ['checkout  runs on "ECS"', 'CHECKOUT RUNS ON ‘ecs’!!'])
      assert.deepEqual(noteKey(text), key);
    assert.notDeepEqual(noteKey('Checkout runs on EKS.'), key);
  });
});
