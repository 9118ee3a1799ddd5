import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked } from '../../test/support/asked.ts';
import { callerOf } from '../../test/support/new-caller.ts';
import { searchWords } from './search-words.ts';

const context = callerOf('01890a5d-ac96-774b-bcce-b302099a8057');
const past = (...questions: string[]) => questions.map((question) => ({ question, reply: 'x', state: null }));
const words = (question: string, about: string | null = null, ...earlier: string[]): string =>
  searchWords(asked({ context, question, history: past(...earlier) }), about);

test('a question that names things is searched for as it stands', () => {
  const question = 'Has kube-proxy failed with ERR_TIMEOUT before?';
  assert.equal(words(question, 'Disk full', 'What caused the ADFS outage in Vienna?'), question);
});

test('a follow-up that names nothing is searched for with the latest question that does', () => {
  assert.equal(
    words('How was it fixed?', null, 'Mail relay in Oslo?', 'What caused the ADFS outage in Vienna?', 'Why?'),
    'How was it fixed? What caused the ADFS outage in Vienna?',
  );
  assert.equal(words('Why?', null, 'How long did it take?'), 'Why? How long did it take?');
});

test('a question that names nothing is searched for with what the session is about', () => {
  assert.equal(words('What should I do?', 'Disk of db-1 full'), 'What should I do? Disk of db-1 full');
});

test('of a long message the beginning is searched for, and no half character of it', () => {
  assert.equal(words(`a${'💥'.repeat(5000)}`).length, 1000);
  assert.ok(words(`a${'💥'.repeat(5000)}`).isWellFormed());
  assert.ok(words('?'.repeat(20_000), 'y'.repeat(5000), 'z'.repeat(5000)).length <= 3002);
});
