import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import type { Embedder } from '../models/embedders/embedder.ts';
import { type EmbeddingIndex, selectReadyIndexes } from '../store/embedding-indexes.ts';
import { runQuery } from '../store/query.ts';

/** A question in the terms of one embedding index. */
export interface QuestionVector {
  readonly index: EmbeddingIndex;
  readonly vector: Float32Array;
}

/** Embeds questions for whichever complete index a brand has. */
export interface QuestionVectors {
  /** Null where the brand has no complete index, or none whose model answers: words alone are searched then. */
  of(brand: BrandQuestion): Promise<QuestionVector | null>;
}

interface BrandQuestion {
  readonly tenantId: Uuid;
  readonly brandId: Uuid;
  readonly question: string;
  readonly signal?: AbortSignal;
}

interface Parts {
  readonly db: Db;
  /** The configured one. */
  readonly embedder: Embedder;
  /** The embedder of that name, whose index serves until the configured one's is complete; null where there is none. */
  readonly embedderNamed: (name: string) => Promise<Embedder | null>;
  /** Told of a model that does not answer. */
  readonly onFailure: (error: unknown, model: string) => void;
}

const MOST_CHARACTERS = 2000;

export const createQuestionVectors = ({
  db,
  embedder,
  embedderNamed,
  onFailure,
}: Parts): QuestionVectors => ({
  async of({ tenantId, brandId, question, signal }) {
    const [index] = await runQuery(db, { tenantId }, selectReadyIndexes(tenantId, brandId, embedder.name));
    if (index === undefined) return null;
    try {
      const model = index.model === embedder.name ? embedder : await embedderNamed(index.model);
      const [vector] = (await model?.embed([question.slice(0, MOST_CHARACTERS)], 'question', signal)) ?? [];
      // A model that was replaced under its name gives vectors of another length.
      return vector?.length === index.dimensions ? { index, vector } : null;
    } catch (error) {
      if (signal?.aborted) throw error;
      onFailure(error, index.model);
      return null;
    }
  },
});
