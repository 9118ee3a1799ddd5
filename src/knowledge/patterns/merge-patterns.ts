import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import type { Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import { recordChanges } from '../../store/pattern-changes.ts';
import { updateMergedInto } from '../../store/pattern-decisions.ts';
import { moveFeedback } from '../../store/pattern-feedback.ts';
import { movePins, pinIncidents, placeIncidents, selectPlacedIncidents } from '../../store/pattern-places.ts';
import { runIn } from '../../store/query.ts';
import { type PatternView, viewPattern } from './get-pattern.ts';
import { movedIncidents } from './moved-incidents.ts';
import { decide, readPatternId, requirePatternWriter } from './pattern-access.ts';
import { recountMoved } from './recount-decided.ts';
import { standingPattern } from './standing-pattern.ts';

/**
 * Makes a pattern a part of `into`: its incidents and what was said of it go there, and the incidents of both are held
 * together from now on. Gives `into`. Throws `forbidden`, `invalid_input` (`into`) for a pattern into itself, `not_found`
 * (`pattern`), or `conflict` (`pattern`) where one of the two is dismissed, has vanished or is a part of another.
 */
export async function mergePatterns(
  db: Db,
  context: Context,
  reference: string,
  into: Uuid,
): Promise<PatternView> {
  requirePatternWriter(context);
  const id = readPatternId(reference);
  const { actor } = context;
  await decide(db, context, async (tx, tenantId) => {
    await standingPattern(tx, tenantId, id);
    if (id === into) throw intoItself();
    await standingPattern(tx, tenantId, into);
    const moved = (await runIn(tx, selectPlacedIncidents(tenantId, id))).map(({ incidentId }) => incidentId);
    const there = (await runIn(tx, selectPlacedIncidents(tenantId, into))).map(
      ({ incidentId }) => incidentId,
    );
    const pinning = { patternId: into, incidentIds: [...there, ...moved], place: 'in', actor } as const;
    const steps = [
      placeIncidents(tenantId, into, moved),
      ...movePins(tenantId, id, into),
      ...pinIncidents(tenantId, pinning),
      moveFeedback(tenantId, id, into),
      updateMergedInto(tenantId, id, into),
    ];
    for (const step of steps) await runIn(tx, step);
    await recordChanges(tx, tenantId, actor, [
      { patternId: id, kind: 'merged', detail: { into, ...movedIncidents(moved) } },
      { patternId: into, kind: 'merged', detail: { from: id, ...movedIncidents(moved) } },
    ]);
    await recountMoved(tx, context, [id, into]);
  });
  return viewPattern(db, context.tenantId, into);
}

const intoItself = () =>
  new ParleyError('invalid_input', 'into names the pattern itself; name the one that it belongs to.', {
    subject: 'into',
  });
