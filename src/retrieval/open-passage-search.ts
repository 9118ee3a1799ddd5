import type { Config } from '../config/settings.ts';
import type { Db } from '../db/db.ts';
import { atMostEvery } from '../lib/at-most-every.ts';
import type { Embedder } from '../models/embedders/embedder.ts';
import { openEmbedder, openEmbedderNamed } from '../models/embedders/open-embedder.ts';
import { openReranker } from '../models/rerankers/open-reranker.ts';
import type { Logger } from '../telemetry/logger.ts';
import { createPassageFinder, type PassageFinder } from './find-passages.ts';
import { createQuestionVectors } from './question-vectors.ts';

/** The search in documents, as it is configured. */
export interface PassageSearching {
  readonly find: PassageFinder;
  /** What passages are to be embedded with; null for nothing. */
  readonly embedder: Embedder | null;
  close(): Promise<void>;
}

interface Parts {
  readonly db: Db;
  readonly config: Config;
  readonly logger: Logger;
}

/** How often one and the same failure is logged. */
const TOLD_EVERY_MS = 60_000;

/** Opens what search needs; no model is loaded or asked before its first use. */
export async function openPassageSearch({ db, config, logger }: Parts): Promise<PassageSearching> {
  const embedder = await openEmbedder({ config, logger });
  const reranker = openReranker(config);
  const earlier = new Map<string, Promise<Embedder | null>>();
  const embedderNamed = (name: string): Promise<Embedder | null> => {
    const opened = earlier.get(name) ?? openEmbedderNamed(name, config);
    earlier.set(name, opened);
    // One that could not be opened is tried again with the next question.
    opened.catch(() => earlier.delete(name));
    return opened;
  };
  const warn = atMostEvery(TOLD_EVERY_MS, (failure: { readonly err: unknown; readonly model: string }) =>
    logger.warn(failure, 'a model did not answer; search goes on without it'),
  );
  const onFailure = (err: unknown, model: string): void => warn({ err, model });
  const find = createPassageFinder({
    db,
    vectors:
      embedder === null ? undefined : createQuestionVectors({ db, embedder, embedderNamed, onFailure }),
    reranker:
      reranker === null ? undefined : { reranker, onFailure: (error) => onFailure(error, reranker.name) },
  });
  return {
    find,
    embedder,
    async close() {
      const opened = await Promise.allSettled(earlier.values());
      const embedders = opened.map((each) => (each.status === 'fulfilled' ? each.value : null));
      await Promise.all([embedder, ...embedders].map((each) => each?.close()));
    },
  };
}
