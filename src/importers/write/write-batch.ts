import { ParleyError } from '../../core/errors.ts';
import type { Uuid } from '../../core/ids.ts';
import type { IncidentRecord } from '../../core/incident.ts';
import type { Db, Tx } from '../../db/db.ts';
import { contentHash, incidentIdOf } from '../../knowledge/incident-identity.ts';
import { splitPassages } from '../../knowledge/incident-passages.ts';
import {
  type IncidentWrite,
  lockIncidentWrites,
  type StoredIdentity,
  selectIdentities,
  writeIncidents,
} from '../../store/incident-writes.ts';

export interface BatchRecord {
  readonly file: string;
  readonly line: number | null;
  readonly record: IncidentRecord;
}

export interface BatchOutcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: readonly { readonly from: BatchRecord; readonly reason: string }[];
}

interface Candidate {
  readonly from: BatchRecord;
  readonly id: Uuid;
  readonly hash: Buffer;
}

/**
 * Stores records in one transaction: all of them are in, or none. A record that the database refuses is found by halving
 * and rejected alone. Ids in `records` occur once.
 */
export async function writeBatch(
  db: Db,
  tenantId: Uuid,
  records: readonly BatchRecord[],
): Promise<BatchOutcome> {
  const candidates = records.map((from) => ({
    from,
    id: incidentIdOf(tenantId, from.record),
    hash: contentHash(from.record),
  }));
  return writeCandidates(db, tenantId, candidates);
}

async function writeCandidates(
  db: Db,
  tenantId: Uuid,
  candidates: readonly Candidate[],
): Promise<BatchOutcome> {
  try {
    return await db.transaction({ tenantId }, (tx) => writeAll(tx, tenantId, candidates));
  } catch (error) {
    const [first, ...others] = candidates;
    if (error instanceof ParleyError || !isRefusal(error) || !first) throw error;
    if (others.length === 0)
      return {
        added: 0,
        changed: 0,
        unchanged: 0,
        rejected: [
          {
            from: first.from,
            reason: 'the store does not take it: it holds a value that the database refuses',
          },
        ],
      };
    const half = Math.ceil(candidates.length / 2);
    const left = await writeCandidates(db, tenantId, candidates.slice(0, half));
    return sum(left, await writeCandidates(db, tenantId, candidates.slice(half)));
  }
}

/** SQLSTATE classes of what a value can do wrong: data exceptions, constraints, program limits. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(?:22|23|54)/.test(String(error.code));

const sum = (a: BatchOutcome, b: BatchOutcome): BatchOutcome => ({
  added: a.added + b.added,
  changed: a.changed + b.changed,
  unchanged: a.unchanged + b.unchanged,
  rejected: [...a.rejected, ...b.rejected],
});

async function writeAll(tx: Tx, tenantId: Uuid, candidates: readonly Candidate[]): Promise<BatchOutcome> {
  await lockIncidentWrites(tx, tenantId);
  const stored = await selectIdentities(
    tx,
    tenantId,
    candidates.map(({ id }) => id),
    candidates.map(({ from }) => from.record.externalId),
  );
  const byId = new Map(stored.map((one) => [one.id, one]));
  const byExternalId = new Map(stored.map((one) => [one.externalId, one]));
  const rejected: { from: BatchRecord; reason: string }[] = [];
  const writes: IncidentWrite[] = [];
  const replaced: Uuid[] = [];
  let unchanged = 0;
  for (const candidate of candidates) {
    const before = byId.get(candidate.id);
    const owner = byExternalId.get(candidate.from.record.externalId);
    if (owner && owner.id !== candidate.id)
      rejected.push({ from: candidate.from, reason: claimed(candidate.from.record, owner) });
    else if (before?.contentHash.equals(candidate.hash)) unchanged += 1;
    else {
      if (before) replaced.push(candidate.id);
      writes.push(toWrite(candidate));
    }
  }
  if (writes.length > 0) await writeIncidents(tx, tenantId, writes, replaced);
  return { added: writes.length - replaced.length, changed: replaced.length, unchanged, rejected };
}

const claimed = (record: IncidentRecord, owner: StoredIdentity): string =>
  `has the id ${record.externalId}, which already belongs to "${owner.title}" (${owner.id}); give one of them another id`;

const toWrite = ({ from, id, hash }: Candidate): IncidentWrite => ({
  id,
  record: from.record,
  contentHash: hash,
  sourceFile: from.file,
  passages: splitPassages(from.record),
});
