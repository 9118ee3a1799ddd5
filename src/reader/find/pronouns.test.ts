import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, refuses } from '../../../test/support/reader/ask-passages.ts';

const KEY = 'The signing key lives in the vault. The platform team rotates it every 90 days.';
const FERNS = 'The ferns stand in the hall. Mira Holt waters them on Mondays.';
const BANK = 'The seed bank is kept in two cold chests. The night shift cleans them once a month.';

test('a pronoun stands for what the sentence before tells of, and both are quoted', () => {
  for (const question of ['Who rotates the signing key?', 'How often is the signing key rotated?'])
    assert.equal(
      ask(question, KEY).text,
      'From ‘Notes’: “The signing key lives in the vault.” [1] “The platform team rotates it every 90 days.” [1]',
      question,
    );
  for (const question of ['Who waters the ferns?', 'When are the ferns watered?'])
    assert.match(ask(question, FERNS).text, /stand in the hall\.” \[1\] “Mira Holt waters them/, question);
  assert.match(
    ask('Who audits the ledger?', 'We keep a ledger. The finance team audits this every year.').text,
    /“We keep a ledger\.” \[1\] “The finance team audits this/,
  );
});

test('several are what the sentence before has several of', () => {
  assert.match(ask('Who cleans the cold chests?', BANK).text, /The night shift cleans them/);
  refuses('Who cleans the seed bank?', BANK);
});

test('a noun said again with "this" may leave the rest of its name to the sentence before', () => {
  const text = 'A berth may be held for a limit of 9 nights. The duty lead may lift this limit in June.';
  assert.match(ask('Who may lift the limit for a berth?', text).text, /The duty lead may lift this limit/);
});

test('it does not stand for a place, for another thing of the same sentence or over a paragraph', () => {
  refuses('Who rotates the vault?', KEY);
  refuses('Who waters the hall?', FERNS);
  refuses('Who rotates the root key?', KEY);
  refuses('Who rotates the vault of the signing key?', KEY);
  refuses('Who rotates the signing key?', KEY.replace('. ', '.\n\n'));
  refuses(
    'Who opens the signing key?',
    'The signing key lives in the vault. When the vault is sealed, the platform team opens it.',
  );
  refuses(
    'Who rotates the signing key?',
    'The signing key lives in the vault. Here it is a rule that the platform team rotates staff.',
  );
});

test('what is done must stand in the sentence itself', () => {
  refuses('Who owns the signing key?', KEY);
  refuses('Who feeds the ferns?', FERNS);
  refuses('How long is the signing key?', KEY);
});

test('"this one" is one of several, and nobody knows which', () => {
  refuses(
    'Who deploys the mail service?',
    'The mail service and the print service are old. Team Owl deploys this one by hand.',
  );
});

test('sentences that go on with the same pronoun may stand between, and are quoted', () => {
  const ovens = 'The ovens are lit at dawn. They stay on until noon. Rosa Klein checks them twice a shift.';
  assert.equal(
    ask('Who checks the ovens?', ovens).text,
    'From ‘Notes’: “The ovens are lit at dawn.” [1] “They stay on until noon.” [1] “Rosa Klein checks them twice a shift.” [1]',
  );
  refuses('Who checks the ovens?', ovens.replace('They stay', 'The fans stay'));
});
