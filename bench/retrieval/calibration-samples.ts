import { PassageCache } from '../../src/retrieval/lexical/passage-cache.ts';
import type { BenchQuestion, Collection } from './collections.ts';
import { rankLexically } from './evaluate.ts';
import type { Sample } from './fit-logistic.ts';
import { openScratchStore, type ScratchStore } from './scratch-store.ts';

const PASSAGES_PER_QUESTION = 20;
/** As in the product. */
export const SEARCHED_CANDIDATES = 200;

async function samplesOf(
  set: string,
  store: ScratchStore,
  questions: readonly BenchQuestion[],
  isAnswered: boolean,
): Promise<Sample[]> {
  const cache = new PassageCache();
  const samples: Sample[] = [];
  for (const { question, grades, half } of questions) {
    const ranked = await rankLexically(store, cache, question, { candidates: SEARCHED_CANDIDATES });
    for (const { externalId, features } of ranked.slice(0, PASSAGES_PER_QUESTION)) {
      const isRelevant = isAnswered && (grades.get(externalId) ?? 0) > 0;
      samples.push({ set, half, isAnswered, strength: features.strength, isRelevant });
    }
  }
  return samples;
}

/** First passages for the questions of both collections, and for the same questions asked of the other one. */
export async function calibrationSamples(cranfield: Collection, runbooks: Collection): Promise<Sample[]> {
  const [abstracts, pages] = await Promise.all([
    openScratchStore(cranfield.documents),
    openScratchStore(runbooks.documents),
  ]);
  try {
    return [
      ...(await samplesOf('abstracts', abstracts, cranfield.questions, true)),
      ...(await samplesOf('runbooks', pages, runbooks.questions, true)),
      ...(await samplesOf('abstracts asked of runbooks', pages, cranfield.questions, false)),
      ...(await samplesOf('runbooks asked of abstracts', abstracts, runbooks.questions, false)),
    ];
  } finally {
    await Promise.all([abstracts.close(), pages.close()]);
  }
}
