import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/db.ts';
import { recordChanges } from '../../store/pattern-changes.ts';
import { updateGivenTitle } from '../../store/pattern-decisions.ts';
import { runIn } from '../../store/query.ts';
import { checkText } from '../check-text.ts';
import { type PatternView, viewPattern } from './get-pattern.ts';
import { decide, patternIn, readPatternId, requirePatternWriter } from './pattern-access.ts';
import { unmergedPattern } from './standing-pattern.ts';

const MAX_TITLE_CHARACTERS = 300;

/** Throws `invalid_input` (`title`) for a title that has not 1 to 300 characters on one line. */
export const checkPatternTitle = (title: string): string =>
  checkText(title, { subject: 'title', least: 1, most: MAX_TITLE_CHARACTERS });

/**
 * Calls a pattern by another name from now on, whatever extractions find; null gives the computed title back. Throws
 * `forbidden`, `invalid_input` (`title`), `not_found` (`pattern`), or `conflict` for one that is a part of another.
 */
export async function renamePattern(
  db: Db,
  context: Context,
  reference: string,
  title: string | null,
): Promise<PatternView> {
  requirePatternWriter(context);
  const id = readPatternId(reference);
  const given = title === null ? null : checkPatternTitle(title);
  await decide(db, context, async (tx, tenantId) => {
    const before = await unmergedPattern(tx, tenantId, id);
    await runIn(tx, updateGivenTitle(tenantId, id, given));
    const after = await patternIn(tx, tenantId, id);
    if (after.title === before.title && after.isGivenTitle === before.isGivenTitle) return;
    const detail = { title: after.title, before: before.title };
    await recordChanges(tx, tenantId, context.actor, [{ patternId: id, kind: 'renamed', detail }]);
  });
  return viewPattern(db, context.tenantId, id);
}
