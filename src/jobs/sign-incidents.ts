import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { SIGNATURE_METHOD } from '../patterns/signature/incident-signature.ts';
import type { PatternThread } from '../patterns/thread/open-pattern-thread.ts';
import { selectUnsigned, type UnsignedIncident, writeSignatures } from '../store/incident-signatures.ts';
import { runQuery } from '../store/query.ts';

const BATCH = 200;

/**
 * Gives incidents the signatures that they lack, batch by batch, each in a transaction of its own: what is done stays done
 * when the process ends. Throws where `signal` stops it.
 */
export async function signIncidents(
  db: Db,
  thread: PatternThread,
  tenantId: Uuid,
  run: number,
  signal: AbortSignal,
): Promise<void> {
  const method = SIGNATURE_METHOD;
  for (let after: Uuid | null = null, isMore = true; isMore; ) {
    signal.throwIfAborted();
    const unsigned: UnsignedIncident[] = await runQuery(
      db,
      { tenantId },
      selectUnsigned(tenantId, method, after, BATCH),
    );
    if (unsigned.length === 0) return;
    after = unsigned.at(-1)?.id ?? after;
    isMore = unsigned.length === BATCH;
    const signed = await thread.ask({ kind: 'sign', incidents: unsigned });
    const hashes = new Map(unsigned.map(({ id, contentHash }) => [id, contentHash]));
    const writes = signed.flatMap(({ id, terms }) => {
      const contentHash = hashes.get(id);
      return contentHash === undefined ? [] : [{ incidentId: id, contentHash, terms }];
    });
    await runQuery(db, { tenantId }, writeSignatures(tenantId, { method, run }, writes));
  }
}
