import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type DenseHit,
  type FusedHit,
  type FusionWeight,
  fuse,
  type LexicalHit,
  WORDS_FIRST,
} from './fuse.ts';

const lexical: LexicalHit[] = [
  { id: 'a', score: 0.8 },
  { id: 'b', score: 0.5 },
  { id: 'c', score: 0.2 },
];
const dense: DenseHit[] = [
  { id: 'd', cosine: 0.9 },
  { id: 'c', cosine: 0.7 },
  { id: 'a', cosine: 0.1 },
];
const weight = (dense: number): FusionWeight => ({ dense, offset: -2, slope: 4 });
const idsOf = (hits: readonly FusedHit[]) => hits.map(({ id }) => id).join('');

test('without weight the words keep their order and their scores, and vectors fill up behind them', () => {
  for (const none of [WORDS_FIRST, weight(0)])
    assert.deepEqual(fuse(lexical, dense, none), [...lexical, { id: 'd', score: 0 }]);
});

test('with all the weight the vectors have their order, and what they did not find stands behind', () => {
  assert.equal(idsOf(fuse(lexical, dense, weight(1))), 'dcab');
});

test('in between, what both find near the top goes before what only one finds at its top', () => {
  const words = ['w', 'both', 'x', 'y'].map((id, place) => ({ id, score: 0.8 - place / 10 }));
  const vectors = ['v', 'both', 'p', 'q'].map((id, place) => ({ id, cosine: 0.8 - place / 10 }));
  assert.equal(fuse(words, vectors, weight(0.5))[0]?.id, 'both');
});

test('a passage whose document the question names stays first', () => {
  assert.equal(idsOf(fuse([{ id: 'z', score: 0.9, isNamed: true }, ...lexical], dense, weight(1)))[0], 'z');
});

test('one list alone is ranked as it is, and two empty ones are none', () => {
  assert.deepEqual(fuse(lexical, [], weight(0)), lexical);
  assert.equal(idsOf(fuse(lexical, [], weight(0.7))), 'abc');
  for (const share of [0, 0.5, 1]) assert.equal(idsOf(fuse([], dense, weight(share))), 'dca');
  assert.deepEqual(fuse([], [], weight(0.5)), []);
});

test('scores lie between 0 and 1 and never rise along the list, which names everything once', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 40 }).map(String), { maxLength: 20 });
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const property = fc.property(
    ids.chain((chosen) => fc.tuple(...chosen.map((id) => unit.map((score) => ({ id, score }))))),
    ids.chain((chosen) => fc.tuple(...chosen.map((id) => unit.map((cosine) => ({ id, cosine }))))),
    unit,
    (words, vectors, share) => {
      const fused = fuse(words, vectors, weight(share));
      assert.equal(
        new Set(fused.map(({ id }) => id)).size,
        new Set([...words, ...vectors].map(({ id }) => id)).size,
      );
      for (const [place, { score }] of fused.entries()) {
        assert.ok(score >= 0 && score <= 1);
        assert.ok(score <= (fused[place - 1]?.score ?? 1) + 1e-12);
      }
    },
  );
  fc.assert(property);
});
