import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceType } from '../core/conversation.ts';
import { newId, prefixedId } from '../core/ids.ts';
import { readEvalRows } from './eval-row.ts';
import { isCorrect, standsIn } from './eval-score.ts';
import { totalsOf } from './eval-totals.ts';

const incident: SourceType = 'incident';
const source = { type: incident, id: newId(), externalId: 'dfds/2021-06-03-nodes.md', title: 'Nodes' };
const answer = (reply: string, abstained = false, sources = [source]) => ({
  sessionId: '',
  messageId: '',
  timestamp: '',
  cited: [],
  reply,
  abstained,
  sources,
});
const row = (more: object) =>
  readEvalRows(JSON.stringify({ id: 1, question: 'x', ...more }), 'f')[0] as ReturnType<
    typeof readEvalRows
  >[0];
const judge = (more: object, reply: string, abstained = false) =>
  isCorrect(row(more), answer(reply, abstained));

test('a number counts as the same number, however its thousands are separated, and never as part of another', () => {
  for (const reply of ['It took 5,840 minutes.', '5840', 'about 5 840 min', '(5840.)', 'x=5840, y=2'])
    assert.ok(standsIn(reply, 5840), reply);
  for (const reply of ['15,840 minutes', '5,840.5', '58401', '5.840', 'v5840', 'five'])
    assert.ok(!standsIn(reply, 5840), reply);
  assert.ok(standsIn('There were 11 in 2021.', '11'));
  assert.ok(!standsIn('There were 110 in 2021.', 11));
  assert.ok(standsIn('It took 1.5 hours', 1.5));
});

test('a text is looked for in any letter case and spacing', () => {
  assert.ok(standsIn('The Target\n Groups were detached', 'target groups'));
  assert.ok(!standsIn('The targets', 'target groups'));
});

test('a question to be refused is right when it was refused, and no other is', () => {
  assert.equal(judge({ abstain: true }, 'I cannot say.', true), true);
  assert.equal(judge({ abstain: true }, 'There were 3.'), false);
  assert.equal(judge({ gold: 3 }, 'I cannot say whether there were 3.', true), false);
  assert.equal(judge({ abstain: false }, 'There were 3.'), true);
});

test('every gold value and one word of each mustMention list must stand in the reply', () => {
  assert.equal(judge({ gold: [11, 'kubernetes'] }, '11 were about Kubernetes.'), true);
  assert.equal(judge({ gold: [11, 'kafka'] }, '11 were about Kubernetes.'), false);
  assert.equal(judge({ mustMention: [['restart', 'reboot'], ['node']] }, 'The nodes were rebooted.'), true);
  assert.equal(judge({ mustMention: [['restart', 'reboot'], ['disk']] }, 'The nodes were rebooted.'), false);
});

test('gold ids without a gold value must all be among the sources, by id, external id or file name', () => {
  for (const id of [
    source.id,
    prefixedId('inc', source.id),
    source.externalId,
    '2021-06-03-nodes.md',
    `incidents/${source.externalId}`,
  ])
    assert.equal(judge({ goldIds: [id] }, 'Nodes.'), true, id);
  assert.equal(judge({ goldIds: [source.id, newId()] }, 'Nodes.'), false);
  assert.equal(judge({ goldIds: ['nodes.md'] }, 'Nodes.'), false);
  assert.equal(judge({ goldIds: [newId()], gold: 3 }, 'There were 3.'), true);
});

test('a row that says nothing of a right answer is not judged', () => {
  assert.equal(judge({}, 'Anything.'), null);
});

test('a line that is no question is named', () => {
  for (const line of ['{"id": 1}', 'x', '[]', '{"id":1,"question":"x","dialect":"assistant"}'])
    assert.throws(
      () => readEvalRows(`{"id":0,"question":"fine"}\n\n${line}`, 'questions.jsonl'),
      /questions.jsonl, line 3 /,
      line,
    );
});

test('totals tell wrong answers from refusals', () => {
  const outcome = (more: object, reply: string, abstained: boolean, ms: number) => {
    const asked = row(more);
    const given = answer(reply, abstained, abstained ? [] : [source]);
    return { row: asked, answer: given, correct: isCorrect(asked, given), ms };
  };
  const totals = totalsOf([
    outcome({ gold: 3 }, '3', false, 4),
    outcome({ gold: 3 }, '4', false, 1),
    outcome({ goldIds: [source.id, newId()] }, 'no', true, 2),
    outcome({ abstain: true }, 'no', true, 3),
    outcome({ abstain: true }, '5', false, 5),
    outcome({}, 'whatever', false, 100),
  ]);
  assert.deepEqual(totals, {
    questions: 6,
    judged: 5,
    correct: 2,
    accuracy: 0.4,
    wrong: 2,
    refused: 1,
    sourceRecall: 0,
    abstentionPrecision: 0.5,
    abstentionRecall: 0.5,
    latencyMs: { p50: 3, p99: 100 },
  });
});
