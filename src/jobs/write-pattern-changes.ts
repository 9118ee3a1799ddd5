import type { Uuid } from '../core/ids.ts';
import type { Tx } from '../db/db.ts';
import type { PatternDescription } from '../patterns/describe-pattern.ts';
import type { PatternChange } from '../patterns/plan-extraction.ts';
import { recountPatterns } from '../patterns/recount-patterns.ts';
import { type NewPatternChange, recordChanges } from '../store/pattern-changes.ts';
import { moveFeedback } from '../store/pattern-feedback.ts';
import {
  deleteMembers,
  markMerged,
  replaceTerms,
  writeMembers,
  writePatterns,
} from '../store/pattern-writes.ts';
import { runIn } from '../store/query.ts';

/** A change with what is told of the pattern from now on; null where no member is left to tell from. */
export interface ToldChange {
  readonly change: PatternChange;
  readonly description: PatternDescription | null;
}

/** Writes what an extraction found, in its transaction. */
export async function writePatternChanges(
  tx: Tx,
  tenantId: Uuid,
  told: readonly ToldChange[],
): Promise<void> {
  const changes = told.map(({ change }) => change);
  const ids = changes.map(({ id }) => id);
  const described = told.flatMap(({ change: { id }, description }) =>
    description === null ? [] : [{ id, ...description }],
  );
  await writePatterns(tx, tenantId, described);
  await deleteMembers(
    tx,
    tenantId,
    changes.flatMap(({ left }) => left),
  );
  await writeMembers(
    tx,
    tenantId,
    described.flatMap(({ id, members }) => members.map((member) => ({ patternId: id, ...member }))),
  );
  const merges = changes.flatMap(({ id: into, merged }) => merged.map((id) => ({ id, into })));
  await markMerged(tx, tenantId, merges);
  for (const { id, into } of merges) await runIn(tx, moveFeedback(tenantId, id, into));
  const merged = merges.map(({ id }) => id);
  const terms = described.flatMap(({ id, profile }) => profile.map((term) => ({ patternId: id, ...term })));
  await replaceTerms(tx, tenantId, [...ids, ...merged], terms);
  await recountPatterns(tx, tenantId, ids);
  await recordChanges(tx, tenantId, 'extraction', changes.flatMap(auditOf));
}

/** The most incidents that one entry of the audit names. */
const MOST_NAMED = 100;

function auditOf({
  id,
  isNew,
  isBack,
  isGone,
  joined,
  left,
  merged,
  members,
}: PatternChange): NewPatternChange[] {
  const naming = (incidentIds: readonly Uuid[]) => ({
    incidents: incidentIds.length,
    incidentIds: incidentIds.slice(0, MOST_NAMED),
  });
  const entries: NewPatternChange[] = [];
  const tell = (kind: NewPatternChange['kind'], detail: Readonly<Record<string, unknown>> = {}) =>
    entries.push({ patternId: id, kind, detail });
  if (isNew) tell('found', naming(members));
  else if (joined.length > 0) tell('joined', naming(joined));
  if (left.length > 0) tell('left', naming(left));
  for (const other of merged) {
    tell('merged', { patternId: other });
    entries.push({ patternId: other, kind: 'merged', detail: { into: id } });
  }
  if (isBack) tell('returned');
  if (isGone) tell('vanished');
  return entries;
}
