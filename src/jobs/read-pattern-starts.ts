import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import type { StoredPattern } from '../patterns/plan-extraction.ts';
import {
  type PatternStart,
  selectDecisionMark,
  selectMemberLists,
  selectPatternStarts,
  selectPins,
} from '../store/pattern-starts.ts';
import { runQueries } from '../store/query.ts';

export interface PatternStarts {
  readonly stored: readonly StoredPattern[];
  /** Of what people have decided so far: `selectDecisionMark`. */
  readonly mark: string;
}

/** The patterns of a tenant as an extraction starts from them, what people decided included. */
export async function readPatternStarts(db: Db, tenantId: Uuid): Promise<PatternStarts> {
  const [starts, members, pins, mark] = await runQueries(db, { tenantId }, [
    selectPatternStarts(tenantId),
    selectMemberLists(tenantId),
    selectPins(tenantId),
    selectDecisionMark(tenantId),
  ]);
  const byId = new Map(starts.map((start) => [start.id, start]));
  const pinned = Map.groupBy(pins, ({ patternId, place }) => `${place} ${goingOn(byId, patternId)}`);
  const pinnedTo = (id: Uuid, place: 'in' | 'out') =>
    (pinned.get(`${place} ${id}`) ?? []).map(({ incidentId }) => incidentId);
  const stored = starts
    .filter(({ mergedInto }) => mergedInto === null)
    .map(({ id, occurrences, isVanished, isDecided, isUntold }) => {
      const [pinnedIn, pinnedOut] = [pinnedTo(id, 'in'), pinnedTo(id, 'out')];
      const isSettled = isDecided || pinnedIn.length > 0;
      return {
        ...{ id, occurrences, isVanished, isUntold, isSettled, pinnedIn, pinnedOut },
        members: members.get(id) ?? [],
      };
    });
  return { stored, mark };
}

/** The pattern that a merged one has become a part of; itself where it was not. */
function goingOn(byId: ReadonlyMap<Uuid, PatternStart>, id: Uuid): Uuid {
  const seen = new Set<Uuid>();
  let at = id;
  for (let into = byId.get(at)?.mergedInto; into && !seen.has(into); into = byId.get(at)?.mergedInto) {
    seen.add(into);
    at = into;
  }
  return at;
}
