import { sayNumber } from '../../analyst/phrase/say.ts';
import type { Finding } from '../../core/insight.ts';
import { shorten } from '../../lib/shorten.ts';
import type { RepeatedStep } from '../../store/insight-figures.ts';
import type { Span } from '../../store/insight-sql.ts';
import { daysOf, saySpan, spanDays } from '../insight-time.ts';
import { quoteTitle } from '../say-figures.ts';

export const REPAIR_DAYS = 365;
export const REPAIR_FEWEST = 3;
const OFTEN = 5;

/** Patterns that were answered with the same step three times or more in the last year: work that could be saved. */
export const findSameRepairs = (steps: readonly RepeatedStep[], year: Span): Finding[] =>
  steps.map((each) => ({
    ...{ subjectKey: `same_repair:${each.patternId}`, kind: 'same_repair', category: 'toil' },
    severity: each.incidents >= OFTEN ? 'medium' : 'low',
    title: `${quoteTitle(each.title)} is answered with the same step again and again`,
    summary: `${sayNumber(each.incidents)} incidents of ${quoteTitle(each.title)} in the last ${daysOf(year)} days (${saySpan(year)}, UTC) tell the same step, in the words of the latest: “${shorten(each.step, 200)}”`,
    affectedServices: each.services,
    incidentCount: each.incidents,
    arithmetic: { window: spanDays(year), incidents: each.incidents, step: each.step },
    ...{ incidentIds: each.incidentIds, patternId: each.patternId },
  }));
