import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/db.ts';
import { recordChanges } from '../../store/pattern-changes.ts';
import { updateDismissed } from '../../store/pattern-decisions.ts';
import { runIn } from '../../store/query.ts';
import { type PatternView, viewPattern } from './get-pattern.ts';
import { decide, readPatternId, requirePatternWriter } from './pattern-access.ts';
import { unmergedPattern } from './standing-pattern.ts';

/**
 * Takes a pattern that is none out of lists and answers; it goes on collecting incidents, so that it does not come back
 * under another id. One that is dismissed stays so. Throws `forbidden`, `not_found` (`pattern`), or `conflict` for one
 * that is a part of another.
 */
export const dismissPattern = (db: Db, context: Context, reference: string): Promise<PatternView> =>
  setDismissed(db, context, reference, true);

/** Takes a dismissal back. Throws as `dismissPattern`. */
export const restorePattern = (db: Db, context: Context, reference: string): Promise<PatternView> =>
  setDismissed(db, context, reference, false);

async function setDismissed(
  db: Db,
  context: Context,
  reference: string,
  isDismissed: boolean,
): Promise<PatternView> {
  requirePatternWriter(context);
  const id = readPatternId(reference);
  await decide(db, context, async (tx, tenantId) => {
    const { dismissedAt } = await unmergedPattern(tx, tenantId, id);
    if ((dismissedAt !== null) === isDismissed) return;
    await runIn(tx, updateDismissed(tenantId, id, isDismissed));
    const kind = isDismissed ? 'dismissed' : 'restored';
    await recordChanges(tx, tenantId, context.actor, [{ patternId: id, kind }]);
  });
  return viewPattern(db, context.tenantId, id);
}
