import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../../core/ids.ts';
import type { FoundPassage } from '../../retrieval/found-passage.ts';
import { answerFromPassages } from '../answer-from-passages.ts';

const page = (title: string, content: string, more: Partial<FoundPassage> = {}): FoundPassage => ({
  ...{ id: newId(), documentId: newId(), externalId: `${title}.md`, title, kind: 'runbook', alerts: [title] },
  ...{ ordinal: 0, headings: [], content, start: 0, end: content.length, score: 0.3 },
  ...more,
});
const quorum = page(
  'StoreQuorumLost',
  '# StoreQuorumLost\n\n## Meaning\n\nToo few members of the store agree with each other.\n\n## Steps\n\n1. Look at it.',
);
const ask = (question: string, ...passages: readonly FoundPassage[]) =>
  answerFromPassages(question, passages, { brand: 'ops', scopes: [] });

test('trouble told in other words gets the nearest runbooks, named as no more than that', () => {
  const { text, cited, abstained } = ask('writes are refused since two replicas went away', quorum);
  assert.equal(
    text,
    'No runbook says it in these words. The nearest:\n\nFrom ‘StoreQuorumLost’: “Too few members of the store agree with each other.” [1]',
  );
  assert.deepEqual([cited, abstained], [[quorum], false]);
});

test('a question for a fact is refused all the same', () => {
  for (const question of [
    'Who owns the replicas that refuse writes?',
    'How many replicas refused writes?',
    'When did writes get refused?',
    'What is the retention of the archive?',
  ]) {
    const { cited, abstained } = ask(question, quorum);
    assert.deepEqual([cited, abstained], [[], true], question);
  }
});

test('neither other documents nor what is hardly relevant nor a runbook for something else is suggested', () => {
  const trouble = 'writes are refused since two replicas went away';
  assert.ok(ask(trouble, { ...quorum, kind: 'document' }).abstained);
  assert.ok(ask(trouble, { ...quorum, score: 0.05 }).abstained);
  assert.ok(ask('writes to Zanzibar-9 are refused', quorum).abstained);
});

test('at most three are named, each once, best first', () => {
  const pages = ['A', 'B', 'C', 'D'].map((name) => page(name, `Something about ${name} is broken here.`));
  const again = page('A', 'More of it is broken.', {
    ordinal: 1,
    start: 100,
    documentId: pages[0]?.documentId ?? '',
  });
  const { cited } = ask('nothing works any more', ...pages, again);
  assert.deepEqual(
    cited.map(({ title }) => title),
    ['A', 'B', 'C'],
  );
});
