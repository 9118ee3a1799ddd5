import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { relevance } from '../../src/retrieval/calibration/relevance.ts';
import { PassageCache } from '../../src/retrieval/lexical/passage-cache.ts';
import { SEARCHED_CANDIDATES } from './calibration-samples.ts';
import type { BenchDocument, Collection } from './collections.ts';
import { rankLexically } from './evaluate.ts';
import { openScratchStore, type ScratchStore } from './scratch-store.ts';

const PACKAGES = join(import.meta.dirname, '../../node_modules');
const CHARACTERS = 900;
const LARGEST_FILE = 400_000;
const COMPARED_PASSAGES = 10;

/** Pieces of the documentation of installed packages: real English that has nothing to do with aerodynamics. */
function unrelatedDocuments(count: number): BenchDocument[] {
  const texts = globSync(['**/*.md', '{typescript,@types,zod,ai,@ai-sdk,luxon}/**/*.d.ts'], { cwd: PACKAGES })
    .sort()
    .map((path) => readFileSync(join(PACKAGES, path), 'utf8'))
    .filter((text) => text.length <= LARGEST_FILE);
  const pieces = texts.flatMap((text) =>
    Array.from({ length: Math.ceil(text.length / CHARACTERS) }, (_, at) =>
      text.slice(at * CHARACTERS, (at + 1) * CHARACTERS),
    ),
  );
  const step = Math.max(1, Math.floor(pieces.length / count));
  return pieces
    .filter((_, index) => index % step === 0)
    .slice(0, count)
    .map((text, index) => ({ externalId: `other-${index}`, title: '', alerts: [], text, kind: 'document' }));
}

async function scoresOf(
  store: ScratchStore,
  cache: PassageCache,
  question: string,
): Promise<Map<string, number>> {
  const ranked = await rankLexically(store, cache, question, { candidates: SEARCHED_CANDIDATES });
  return new Map(
    ranked.map(({ externalId, ordinal, features }) => [`${externalId} ${ordinal}`, relevance(features)]),
  );
}

export interface GrowthEffect {
  readonly passagesBefore: number;
  readonly passagesAfter: number;
  /** How far the scores of the first ten passages of each question moved, smallest first. */
  readonly moves: readonly number[];
}

/** What becomes of scores when many unrelated documents are added. */
export async function growthEffect(
  { documents, questions }: Collection,
  added: number,
): Promise<GrowthEffect> {
  const [small, large] = [
    await openScratchStore(documents),
    await openScratchStore([...documents, ...unrelatedDocuments(added)]),
  ];
  const [smallCache, largeCache] = [new PassageCache(), new PassageCache()];
  const moves: number[] = [];
  for (const { question } of questions) {
    const before = await scoresOf(small, smallCache, question);
    const after = await scoresOf(large, largeCache, question);
    for (const [key, score] of [...before].slice(0, COMPARED_PASSAGES))
      moves.push(Math.abs((after.get(key) ?? 0) - score));
  }
  await Promise.all([small.close(), large.close()]);
  return {
    passagesBefore: small.passages.length,
    passagesAfter: large.passages.length,
    moves: moves.sort((a, b) => a - b),
  };
}
