import { newId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import type { Embedder } from '../models/embedders/embedder.ts';
import { dropPart, vectorTable } from '../store/brand-tables.ts';
import { lockBrandWrites } from '../store/document-writes.ts';
import {
  deleteIndexRow,
  leaseIndex,
  releaseIndex,
  renewIndexLease,
  type StaleBrand,
  selectStaleBrand,
} from '../store/embedding-indexes.ts';
import { countVectors, MOST_GRAPH_DIMENSIONS, makeVectorGraph } from '../store/passage-vectors.ts';
import { runQuery } from '../store/query.ts';
import { type Filling, fillIndex } from './fill-index.ts';
import { holdLease } from './hold-lease.ts';
import { learnFusion } from './learn-fusion.ts';

export interface EmbeddingSettings {
  /** Vectors from which a graph over them is made. */
  readonly graphFrom?: number;
}

const NO_ID = '00000000-0000-0000-0000-000000000000';
/** Ids grow with time: whoever makes a passage has written it this long after. */
const WRITTEN_WITHIN_MS = 3_600_000;
/**
 * Fewer are looked at one by one in some milliseconds. The embedded engine always does so: it has one session, which
 * making a graph would take from everybody for minutes.
 */
const GRAPH_FROM = { postgres: 20_000, pglite: Number.POSITIVE_INFINITY };

/**
 * Gives the passages of one brand the vectors that they lack, and shows the index to questions when all have one; each
 * call works on one brand. A model that does not answer, or a process that ends, leaves what is done for the next call.
 * No model is loaded before there are passages for it. An index belongs for `leaseMs` to a process that says nothing more.
 */
export function createEmbeddingWork(
  db: Db,
  embedder: Embedder,
  leaseMs: number,
  { graphFrom = GRAPH_FROM[db.engine] }: EmbeddingSettings = {},
): (signal: AbortSignal) => Promise<boolean> {
  const lease = { owner: newId(), leaseMs };
  const passes = new Map<Uuid, Pass>();
  let known: number | null = null;
  const nextBrand = () => runQuery(db, 'system', selectStaleBrand(embedder.name, known));
  return async (signal) => {
    if ((await nextBrand()) === undefined) return false;
    const dimensions = await embedder.dimensions();
    known = dimensions;
    // What the embedder is called may have been settled only now.
    const brand = await nextBrand();
    if (brand === undefined) return false;
    const { tenantId, brandId } = brand;
    const key = { tenantId, brandId, model: embedder.name };
    const index = await db.transaction({ tenantId }, async (tx) => {
      await lockBrandWrites(tx, brandId);
      return leaseIndex(tx, key, { id: newId(), dimensions }, lease);
    });
    if (index === undefined) return false;
    // A model that was replaced under its name: its old vectors are worth nothing.
    if (index.dimensions !== dimensions) await dropIndexes(db, brand, async () => [index.id]);
    else await work({ db, embedder, brand, index, lease, graphFrom, passes, signal });
    return true;
  };
}

/** The last time that this process saw every passage of an index with its vector. */
interface Pass {
  readonly begunMs: number;
  /** Vectors then. */
  readonly vectors: number;
}

interface Work extends Filling {
  readonly lease: { readonly owner: string; readonly leaseMs: number };
  readonly graphFrom: number;
  /** By index. */
  readonly passes: Map<Uuid, Pass>;
}

async function work(given: Work): Promise<void> {
  const { db, embedder, brand, index, lease } = given;
  const { tenantId, brandId } = brand;
  const renew = () => runQuery(db, { tenantId }, renewIndexLease(tenantId, index.id, lease));
  const held = holdLease(renew, lease.leaseMs);
  const signal = AbortSignal.any([given.signal, held.lost]);
  const key = { tenantId, brandId, model: embedder.name };
  const release = (result: Pick<Parameters<typeof releaseIndex>[2], 'version' | 'weight' | 'error'>) =>
    dropIndexes(db, brand, (tx) => releaseIndex(tx, key, { owner: lease.owner, ...result }));
  try {
    const weight = await complete({ ...given, signal });
    await release({ version: brand.version, weight, error: null });
  } catch (thrown) {
    const error = signal.aborted ? null : thrown instanceof Error ? thrown.message : String(thrown);
    await release({ version: null, weight: null, error });
    if (error !== null) throw thrown;
  } finally {
    held.end();
  }
}

/** Gives what was learned of the model; throws where it was stopped before the index was complete. */
async function complete(given: Work): Promise<unknown> {
  const { db, index, brand, graphFrom, passes } = given;
  const before = passes.get(index.id);
  const begunMs = Date.now();
  const added = await fillIndex(
    given,
    before === undefined ? NO_ID : idAt(before.begunMs - WRITTEN_WITHIN_MS),
  );
  // Reads the whole table: afterwards what is added is enough to go by.
  const vectors =
    before === undefined
      ? await runQuery(db, { tenantId: brand.tenantId }, countVectors(brand.tenantId, index.id))
      : before.vectors + added;
  if (vectors >= graphFrom && index.dimensions <= MOST_GRAPH_DIMENSIONS)
    await makeVectorGraph(db, index.id, index.dimensions);
  const learned = await learnFusion(given, vectors);
  passes.set(index.id, { begunMs, vectors });
  return learned;
}

/** Below every id that is made from that time on: UUIDv7 begins with 48 bits of milliseconds. */
function idAt(ms: number): Uuid {
  const digits = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}${NO_ID.slice(13)}`;
}

/** Ends the indexes that `choose` gives, while nobody writes to the brand, who would look for their tables. */
async function dropIndexes(
  db: Db,
  { tenantId, brandId }: StaleBrand,
  choose: (tx: Parameters<typeof releaseIndex>[0]) => Promise<readonly Uuid[]>,
): Promise<void> {
  await db.transaction({ tenantId }, async (tx) => {
    await lockBrandWrites(tx, brandId);
    for (const id of await choose(tx)) {
      await deleteIndexRow(tx, tenantId, id);
      await dropPart(tx, vectorTable(id));
    }
  });
}
