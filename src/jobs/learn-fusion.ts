import { relevance } from '../retrieval/calibration/relevance.ts';
import type { FusionWeight } from '../retrieval/fusion/fuse.ts';
import { judgeQuestions, MOST_SAMPLED } from '../retrieval/fusion/judge-questions.ts';
import { learnWeight } from '../retrieval/fusion/learn-weight.ts';
import { passageText } from '../retrieval/passage-text.ts';
import { sampleEmbedded } from '../store/passage-vectors.ts';
import { runQuery } from '../store/query.ts';
import type { Filling } from './fill-index.ts';

/** What was learned, and from a brand of how many passages. */
interface LearnedWeight extends FusionWeight {
  readonly passages: number;
}

/** A brand that has grown or shrunk by this share may speak differently. */
const CHANGED_SHARE = 0.1;

/**
 * How much a model's vectors count beside words in a brand, as the brand's own `passages` tell. Null where it was
 * learned from about as many before: it asks the model hundreds of questions.
 */
export async function learnFusion(
  { db, embedder, brand: { tenantId, brandId }, index, signal }: Filling,
  passages: number,
): Promise<LearnedWeight | null> {
  const learned = index.weight as LearnedWeight | null;
  if (learned !== null && Math.abs(passages - learned.passages) <= CHANGED_SHARE * learned.passages)
    return null;
  const limits = { most: MOST_SAMPLED, total: passages };
  const sample = await runQuery(db, { tenantId }, sampleEmbedded({ tenantId, brandId }, index.id, limits));
  const judged = await judgeQuestions(sample, {
    embedder,
    textOf: passageText,
    scoreOf: ({ features }) => relevance(features),
    signal,
  });
  return { ...learnWeight(judged), passages };
}
