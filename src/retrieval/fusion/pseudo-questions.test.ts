import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pseudoQuestions, type QuestionablePassage } from './pseudo-questions.ts';

const FILLER =
  'The broker writes its log to three disks and keeps each segment for a week before it is removed again.';

const passage = (id: string, changes: Partial<QuestionablePassage> = {}): QuestionablePassage => ({
  id,
  documentId: `doc-${id}`,
  title: `Handbook ${id}`,
  headings: [`Restarting part ${id}`],
  content: `${FILLER} Part ${id} is restarted by the person on call from the console. ${FILLER}`,
  ...changes,
});

const many = Array.from({ length: 40 }, (_, index) => passage(`p${index}`));

test('the same passages give the same questions, in whatever order they come', () => {
  const questions = pseudoQuestions(many, 20);
  assert.equal(questions.length, 20);
  assert.deepEqual(pseudoQuestions(many.toReversed(), 20), questions);
  assert.equal(new Set(questions.map(({ rest }) => rest.id)).size, 20);
});

test('half of them are names, half sentences, and neither is left in the passage', () => {
  const questions = pseudoQuestions(many, 20);
  const names = questions.filter(({ question }) => question.startsWith('Restarting part'));
  assert.equal(names.length, 10);
  for (const { question, rest } of questions) {
    assert.ok(!rest.headings.includes(question));
    assert.equal(rest.content.split(question).length - 1, question === FILLER ? 1 : 0);
  }
});

test('a name that several passages share, a text too short to be searched and an empty one ask nothing by it', () => {
  const shared = [passage('a', { headings: ['How to fix'] }), passage('b', { headings: ['How to fix'] })];
  for (const { question } of pseudoQuestions(shared, 10)) assert.notEqual(question, 'How to fix');
  assert.deepEqual(
    pseudoQuestions([passage('c', { content: 'Too short.' }), passage('d', { content: '' })], 10),
    [],
  );
});

test('a text without sentences is asked about by some of its words', () => {
  const content = Array.from({ length: 400 }, (_, index) => `word${index}`).join(' ');
  const [{ question, rest } = { question: '', rest: passage('') }] = pseudoQuestions(
    [passage('a', { headings: [], title: 'x', content })],
    1,
  );
  assert.equal(question.split(' ').length, 15);
  assert.ok(content.includes(question) && !rest.content.includes(question));
});

test('a passage of any length is read in a moment', () => {
  for (const content of [
    'x'.repeat(1_000_000),
    ' '.repeat(1_000_000),
    'a b '.repeat(250_000),
    '. '.repeat(500_000),
  ])
    assert.ok(pseudoQuestions([passage('a', { content })], 1).length <= 1);
});
