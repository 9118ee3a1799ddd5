import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import type { Embedder } from '../models/embedders/embedder.ts';
import { passageText } from '../retrieval/passage-text.ts';
import { lockBrandWrites } from '../store/document-writes.ts';
import type { EmbeddingIndex, StaleBrand } from '../store/embedding-indexes.ts';
import {
  insertVectors,
  selectEndOfLook,
  selectUnembedded,
  type UnembeddedPassage,
} from '../store/passage-vectors.ts';
import { runQueries } from '../store/query.ts';

export interface Filling {
  readonly db: Db;
  readonly embedder: Embedder;
  readonly brand: StaleBrand;
  readonly index: EmbeddingIndex;
  readonly signal: AbortSignal;
}

/** Passages that are embedded together: little is lost when the process ends meanwhile, and nobody waits long. */
const BATCH = 32;

/** Gives the passages behind the id `from` their vectors, and how many they were. Throws where it is stopped. */
export async function fillIndex(
  { db, embedder, brand, index, signal }: Filling,
  from: Uuid,
): Promise<number> {
  const { tenantId, brandId } = brand;
  let added = 0;
  for (let after = from; ; ) {
    signal.throwIfAborted();
    const [end, passages] = await runQueries(db, { tenantId }, [
      selectEndOfLook(tenantId, brandId, after),
      selectUnembedded(tenantId, brandId, index.id, after, BATCH),
    ]);
    const last = passages.at(-1);
    if (last === undefined && end === undefined) return added;
    if (last !== undefined) await embedSome({ db, embedder, brand, index, signal }, passages);
    added += passages.length;
    after = last?.id ?? end ?? after;
  }
}

async function embedSome(
  { db, embedder, brand, index, signal }: Filling,
  passages: readonly UnembeddedPassage[],
): Promise<void> {
  const { tenantId, brandId } = brand;
  const vectors = await embedder.embed(passages.map(passageText), 'passage', signal);
  const writes = passages.flatMap((passage, place) => {
    const vector = vectors[place];
    return vector === undefined ? [] : { ...passage, vector };
  });
  await db.transaction({ tenantId }, async (tx) => {
    await lockBrandWrites(tx, brandId);
    await insertVectors(tx, tenantId, { brandId, indexId: index.id }, writes);
  });
}
