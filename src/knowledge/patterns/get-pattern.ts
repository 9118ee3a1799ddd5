import type { Context } from '../../core/context.ts';
import type { Uuid } from '../../core/ids.ts';
import type { Pattern, PatternMember } from '../../core/pattern.ts';
import type { Db } from '../../db/db.ts';
import { shorten } from '../../lib/shorten.ts';
import {
  countFeedback,
  type FeedbackComment,
  type FeedbackCounts,
  selectFeedbackComments,
} from '../../store/pattern-feedback.ts';
import {
  type QuotedResolution,
  type RecoveryFigures,
  selectRecovery,
  selectResolutions,
  selectRunbookIds,
} from '../../store/pattern-figures.ts';
import { selectPatternMembers, selectPatternsOfIds } from '../../store/patterns.ts';
import { runQueries } from '../../store/query.ts';
import { noPattern, readPatternId, requirePatternReader } from './pattern-access.ts';

/** Latest incidents that are shown; `occurrences` says how many there are. */
const MOST_MEMBERS = 200;
const MOST_QUOTES = 20;
const MAX_QUOTE_CHARACTERS = 1000;
const MOST_COMMENTS = 20;
const MOST_RUNBOOKS = 20;

/** All that is known of a pattern. */
export interface PatternView {
  readonly pattern: Pattern;
  /** The latest 200. */
  readonly members: readonly PatternMember[];
  readonly recovery: RecoveryFigures;
  /** Of the latest 20 incidents that say it; 1,000 characters each at most. */
  readonly resolutions: readonly QuotedResolution[];
  readonly feedback: FeedbackCounts;
  /** The newest 20. */
  readonly comments: readonly FeedbackComment[];
  /** The drafted one first. */
  readonly runbookIds: readonly Uuid[];
}

/**
 * `reference`: a UUID or `ptn_…`. A pattern that was dismissed, has vanished or was merged into another is shown as what
 * it is. Throws `forbidden` or `not_found` (`pattern`).
 */
export async function getPattern(db: Db, context: Context, reference: string): Promise<PatternView> {
  requirePatternReader(context);
  return viewPattern(db, context.tenantId, readPatternId(reference));
}

/** The same for whoever was let in already. */
export async function viewPattern(db: Db, tenantId: Uuid, id: Uuid): Promise<PatternView> {
  const [[pattern], members, recovery, resolutions, feedback, comments, runbookIds] = await runQueries(
    db,
    { tenantId },
    [
      selectPatternsOfIds(tenantId, [id]),
      selectPatternMembers(tenantId, [id], MOST_MEMBERS),
      selectRecovery(tenantId, id),
      selectResolutions(tenantId, id, MOST_QUOTES),
      countFeedback(tenantId, id),
      selectFeedbackComments(tenantId, id, MOST_COMMENTS),
      selectRunbookIds(tenantId, id, MOST_RUNBOOKS),
    ],
  );
  if (pattern === undefined) throw noPattern();
  return {
    ...{ pattern, members, recovery, feedback, comments, runbookIds },
    resolutions: resolutions.map((each) => ({ ...each, text: shorten(each.text, MAX_QUOTE_CHARACTERS) })),
  };
}
