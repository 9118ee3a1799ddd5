import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import type { PatternThread } from '../patterns/thread/open-pattern-thread.ts';
import {
  countSignatures,
  type StoredSignature,
  selectSignatures,
  selectSignedIds,
  selectSignedSince,
} from '../store/incident-signatures.ts';
import { runQueries, runQuery } from '../store/query.ts';

export interface LoadedSignatures {
  /** Incidents whose signature is newer than the last extraction. */
  readonly changed: readonly Uuid[];
  /** Incidents of the tenant that can be compared. */
  readonly incidents: number;
}

const PAGE = 2_000;

/**
 * Gives a function that brings the signatures of a tenant into the thread, as they are after `lastRun`: only what came
 * since, where the thread holds that tenant from the extraction before.
 */
export function createSignatureLoader(db: Db, thread: PatternThread) {
  let held = { tenantId: '', run: -1, generation: -1 };

  return async (tenantId: Uuid, lastRun: number): Promise<LoadedSignatures> => {
    const isHeld =
      held.tenantId === tenantId && held.run === lastRun && held.generation === thread.generation;
    held = { tenantId: '', run: -1, generation: -1 };
    if (!isHeld) await thread.ask({ kind: 'clear' });
    const { generation } = thread;
    let size = 0;
    for (let after: Uuid | null = null, isMore = true; isMore; ) {
      const since = isHeld ? lastRun : -1;
      const signatures: StoredSignature[] = await runQuery(
        db,
        { tenantId },
        selectSignatures(tenantId, since, after, PAGE),
      );
      size = await thread.ask({ kind: 'put', signatures });
      after = signatures.at(-1)?.incidentId ?? after;
      isMore = signatures.length === PAGE;
    }
    const [changed, count] = await runQueries(db, { tenantId }, [
      selectSignedSince(tenantId, lastRun),
      countSignatures(tenantId),
    ]);
    // Incidents that were deleted since the thread heard of them.
    if (size > count)
      await thread.ask({ kind: 'keep', ids: await runQuery(db, { tenantId }, selectSignedIds(tenantId)) });
    held = { tenantId, run: lastRun + 1, generation };
    return { changed, incidents: count };
  };
}
