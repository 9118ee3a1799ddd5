import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relevance, wordsRelevance } from './relevance.ts';
import { NAMED_RELEVANCE } from './relevance-model.ts';

test('a score is between 0 and 1 and grows with what the words say', () => {
  const scores = [-1, 0, 0.1, 0.3, 0.6, 1, 3, 100].map((strength) => relevance({ strength, isNamed: false }));
  assert.deepEqual(
    scores,
    scores.toSorted((a, b) => a - b),
  );
  assert.ok((scores[0] ?? -1) >= 0 && (scores.at(-1) ?? 2) <= 1);
});

test('a document that the question names is above every other', () => {
  const weakest = relevance({ strength: 0, isNamed: true });
  const strongest = relevance({ strength: 100, isNamed: false });
  assert.ok(weakest >= NAMED_RELEVANCE && strongest <= NAMED_RELEVANCE);
});

test('nothing in common is no match', () => {
  assert.ok(wordsRelevance(0) < 0.02);
});
