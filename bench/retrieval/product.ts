import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorContext } from '../../src/auth/operator-context.ts';
import { createTenant } from '../../src/auth/tenants.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Uuid } from '../../src/core/ids.ts';
import type { ImportKind } from '../../src/importers/import-kind.ts';
import { createEmbeddingWork } from '../../src/jobs/embed-passages.ts';
import { createBrand } from '../../src/knowledge/create-brand.ts';
import type { Embedder } from '../../src/models/embedders/embedder.ts';
import { openEmbedderNamed } from '../../src/models/embedders/open-embedder.ts';
import { createParley, type Parley } from '../../src/parley.ts';
import { createPassageFinder } from '../../src/retrieval/find-passages.ts';
import { createQuestionVectors } from '../../src/retrieval/question-vectors.ts';
import { selectPassages } from '../../src/store/document-search.ts';
import { selectReadyIndexes } from '../../src/store/embedding-indexes.ts';
import { searchVectors } from '../../src/store/passage-vectors.ts';
import { runQueries, runQuery } from '../../src/store/query.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { MODELS } from './collections.ts';
import { EVALUATED_CANDIDATES, type Ranker } from './evaluate.ts';

/** A collection as a user would have it: imported, and embedded by a model. */
export interface Product {
  /** By words, with no model. */
  readonly words: Ranker;
  /** Embeds everything with a local model; gives the search by vectors alone, and both together with their weight. */
  embed(model: string): Promise<{ readonly dense: Ranker; readonly fused: Ranker; readonly weight: number }>;
  close(): Promise<void>;
}

const LEASE_MS = 60_000;

/** Imports `path` into an embedded store of its own. */
export async function openProduct(path: string, as: ImportKind): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const settings = {
    PARLEY_DATA: join(folder, 'store'),
    PARLEY_EMBEDDINGS: 'off',
    PARLEY_MODELS_DIR: MODELS,
  };
  const parley = await createParley(loadConfig({}, settings, folder), { logger: createLogger('silent') });
  const tenantId = await createTenant(parley.db, 'bench');
  const { id: brandId } = await createBrand(parley.db, operatorContext(tenantId), { key: 'bench' });
  await parley.import(tenantId, [path], { as, brand: 'bench' });
  const place = { tenantId, brandId, scopes: [] };
  const limits = { limit: EVALUATED_CANDIDATES, threshold: 0 };
  return {
    words: ({ question }) => parley.findPassages({ ...place, ...limits, question }),
    async embed(model) {
      const embedder = await openEmbedderNamed(`local/${model}`, parley.config);
      if (embedder === null) throw new Error(`There is no model ${model}`);
      const work = createEmbeddingWork(parley.db, embedder, LEASE_MS);
      while (await work(new AbortController().signal));
      return rankersOf(parley, place, embedder);
    },
    async close() {
      await parley.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function rankersOf(
  { db }: Parley,
  place: { readonly tenantId: Uuid; readonly brandId: Uuid; readonly scopes: readonly string[] },
  embedder: Embedder,
) {
  const { tenantId, brandId } = place;
  const [index] = await runQuery(db, { tenantId }, selectReadyIndexes(tenantId, brandId, embedder.name));
  if (index === undefined) throw new Error('Nothing was embedded');
  const vectors = createQuestionVectors({
    ...{ db, embedder, embedderNamed: async () => null },
    onFailure(error) {
      throw error;
    },
  });
  const find = createPassageFinder({ db, vectors });
  const dense: Ranker = async ({ question }) => {
    const [vector] = await embedder.embed([question], 'question');
    if (vector === undefined) return [];
    const search = searchVectors(place, index, vector, EVALUATED_CANDIDATES);
    const [, near] = await runQueries(db, { tenantId }, search);
    const ids = near.map(({ id }) => id);
    const passages = await runQuery(db, { tenantId }, selectPassages(place, ids));
    return passages.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
  };
  const fused: Ranker = ({ question }) =>
    find({ ...place, question, limit: EVALUATED_CANDIDATES, threshold: 0 });
  return { dense, fused, weight: (index.weight as { dense: number }).dense };
}
