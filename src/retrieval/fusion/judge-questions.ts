import { setImmediate as breathe } from 'node:timers/promises';
import type { Embedder } from '../../models/embedders/embedder.ts';
import type { PassageCandidate } from '../found-passage.ts';
import { PassageCache } from '../lexical/passage-cache.ts';
import { type RankedCandidate, rankCandidates } from '../lexical/rank-candidates.ts';
import { readQuery } from '../query/read-query.ts';
import type { DenseHit, LexicalHit } from './fuse.ts';
import type { JudgedQuestion } from './learn-weight.ts';
import { type PseudoQuestion, pseudoQuestions } from './pseudo-questions.ts';
import { SampleIndex } from './sample-index.ts';

/** A passage with its vector of unit length. */
export interface SampledPassage extends PassageCandidate {
  readonly vector: Float32Array;
}

interface Judging {
  readonly embedder: Embedder;
  /** What of a passage its vector is made from. */
  readonly textOf: (passage: PassageCandidate) => string;
  /** The calibrated score of a candidate, 0 to 1. */
  readonly scoreOf: (candidate: RankedCandidate) => number;
  readonly signal?: AbortSignal;
}

/** Time grows with both. */
export const MOST_SAMPLED = 1500;
const MOST_QUESTIONS = 200;

/** Hits of each search. */
const DEPTH = 100;

/**
 * Asks both searches, by words and by vectors, what the sampled passages themselves ask; for `learnWeight`. The more of
 * a brand's passages are sampled, up to `MOST_SAMPLED`, the harder are the questions. Throws what `embedder` throws.
 */
export async function judgeQuestions(
  sample: readonly SampledPassage[],
  { embedder, textOf, scoreOf, signal }: Judging,
): Promise<JudgedQuestion[]> {
  const passages = sample.slice(0, MOST_SAMPLED);
  const questions = pseudoQuestions(passages, MOST_QUESTIONS);
  const asked = await embedder.embed(
    questions.map(({ question }) => question),
    'question',
    signal,
  );
  const rests = await embedder.embed(
    questions.map(({ rest }) => textOf(rest)),
    'passage',
    signal,
  );
  const search = { passages, index: new SampleIndex(passages), cache: new PassageCache(), scoreOf };
  const places = new Map(passages.map(({ id }, place) => [id, place]));
  const judged: JudgedQuestion[] = [];
  for (const [number, question] of questions.entries()) {
    signal?.throwIfAborted();
    const targetId = question.rest.id;
    const place = places.get(targetId) ?? 0;
    const [vector, rest] = [asked[number], rests[number]];
    if (vector === undefined || rest === undefined) break;
    const dense = nearest(passages, vector, place, rest);
    judged.push({ targetId, dense, lexical: byWords(search, question, place) });
    // The thread also answers people.
    await breathe();
  }
  return judged;
}

interface WordSearch {
  readonly passages: readonly SampledPassage[];
  readonly index: SampleIndex;
  readonly cache: PassageCache;
  readonly scoreOf: Judging['scoreOf'];
}

function byWords(
  { passages, index, cache, scoreOf }: WordSearch,
  { question, rest }: PseudoQuestion<SampledPassage>,
  place: number,
): LexicalHit[] {
  const query = readQuery(question);
  // Its file name would give away what the question was made from; the cache knows passages by their ids.
  const target = { ...rest, id: `${rest.id} without`, externalId: rest.id, alerts: [] };
  const candidates = index
    .search(query.text.split(' '), DEPTH, place, target)
    .flatMap((found) => (found === place ? [target] : (passages[found] ?? [])));
  const rarity = new Map(query.rarityWords.map((word) => [word, index.rarity(word)]));
  return rankCandidates(query, candidates, rarity, { cache }).map((candidate) => ({
    id: candidate.id === target.id ? rest.id : candidate.id,
    score: scoreOf(candidate),
    isNamed: candidate.features.isNamed,
  }));
}

function nearest(
  passages: readonly SampledPassage[],
  question: Float32Array,
  place: number,
  rest: Float32Array,
): DenseHit[] {
  return passages
    .map(({ id, vector }, at) => ({ id, cosine: product(question, at === place ? rest : vector) }))
    .sort((one, other) => other.cosine - one.cosine)
    .slice(0, DEPTH);
}

function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let axis = 0; axis < one.length; axis++) sum += (one[axis] ?? 0) * (other[axis] ?? 0);
  return sum;
}
