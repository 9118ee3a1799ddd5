import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitLogistic } from './fit-logistic.ts';
import { WORDS_FIRST } from './fuse.ts';
import { type JudgedQuestion, learnWeight } from './learn-weight.ts';

/** Always the same numbers between 0 and 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Both searches see 30 passages; the target stands out from them by so much, in deviations. */
function judged(count: number, signal: { words: number; vectors: number }, seed = 1): JudgedQuestion[] {
  const next = numbers(seed);
  const noise = () => (next() + next() + next() - 1.5) * 2;
  return Array.from({ length: count }, (_, question) => {
    const ids = Array.from({ length: 30 }, (_, index) => `${question}-${index}`);
    const [targetId = ''] = ids;
    const value = (id: string, by: number) => noise() + (id === targetId ? by : 0);
    return {
      targetId,
      lexical: ids
        .map((id) => ({ id, score: 1 / (1 + Math.exp(2 - value(id, signal.words))) }))
        .sort((one, other) => other.score - one.score),
      dense: ids
        .map((id) => ({ id, cosine: value(id, signal.vectors) / 10 }))
        .sort((one, other) => other.cosine - one.cosine),
    };
  });
}

test('vectors that find nothing do not count', () => {
  for (const seed of [1, 2, 3, 4, 5])
    assert.equal(learnWeight(judged(100, { words: 3, vectors: 0 }, seed)).dense, 0);
});

test('vectors that find what words do not count as much as it takes', () => {
  const weight = learnWeight(judged(100, { words: 0.5, vectors: 3 }));
  assert.ok(weight.dense >= 0.5, String(weight.dense));
  assert.ok(weight.slope > 0);
});

test('two that are as good count both', () => {
  const { dense } = learnWeight(judged(150, { words: 2, vectors: 2 }));
  assert.ok(dense > 0.1 && dense < 0.9, String(dense));
});

test('too few questions teach nothing, and neither do questions that nothing answers', () => {
  assert.deepEqual(learnWeight(judged(10, { words: 0, vectors: 5 })), WORDS_FIRST);
  const unanswered = judged(50, { words: 2, vectors: 2 }).map((each) => ({ ...each, targetId: 'none' }));
  assert.deepEqual(learnWeight(unanswered), WORDS_FIRST);
  const nothing = unanswered.map(({ targetId }) => ({ targetId, lexical: [], dense: [] }));
  assert.deepEqual(learnWeight(nothing), WORDS_FIRST);
});

test('a curve is found again from what it made, and stays finite where outcomes are apart', () => {
  const next = numbers(7);
  const points = Array.from({ length: 4000 }, () => {
    const x = next() * 6 - 3;
    return { x, isHit: next() < 1 / (1 + Math.exp(-(1.5 * x - 1))) };
  });
  const { offset, slope } = fitLogistic(points) ?? { offset: 0, slope: 0 };
  assert.ok(Math.abs(offset + 1) < 0.15 && Math.abs(slope - 1.5) < 0.15, `${offset} ${slope}`);
  const apart = fitLogistic(points.map(({ x }) => ({ x, isHit: x > 0 })));
  assert.ok(Number.isFinite(apart?.offset) && Number.isFinite(apart?.slope));
  assert.equal(fitLogistic(points.map(({ x }) => ({ x, isHit: true }))), undefined);
  assert.equal(fitLogistic([]), undefined);
});
