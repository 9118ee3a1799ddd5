import { sayNumber } from '../../analyst/phrase/say.ts';
import type { Finding, InsightSeverity } from '../../core/insight.ts';
import { dayOf } from '../../lib/parse-day.ts';
import type { EarlyRepeats } from '../../store/insight-figures.ts';
import { DAY_MS, type InsightTime, sayHistoryEnd } from '../insight-time.ts';
import { quoteTitle, rounded, sayTimes } from '../say-figures.ts';

/** So soon after the last one was over, what fixed it did not last. */
export const REPEAT_DAYS = 14;

const RECENT_DAYS = 90;
const YEAR_DAYS = 365;
const OFTEN = 3;

/** Patterns of which an incident began within two weeks after the one before it had ended. */
export function findEarlyRepeats(repeats: readonly EarlyRepeats[], time: InsightTime): Finding[] {
  return repeats.map((each) => {
    const daysAgo = (time.to.getTime() - each.lastRepeatAt.getTime()) / DAY_MS;
    return {
      ...{ subjectKey: `early_repeat:${each.patternId}`, kind: 'early_repeat', category: 'reliability' },
      severity: severityOf(each.repeats, daysAgo),
      title: `${quoteTitle(each.title)} comes back soon after it was fixed`,
      summary: `${quoteTitle(each.title)} began again within ${REPEAT_DAYS} days of the end of the incident before it ${sayTimes(each.repeats)}, of ${sayNumber(each.pairs)} that followed one with a known end. The shortest time between was ${sayDays(each.shortestDays)}; the last return was on ${dayOf(each.lastRepeatAt)}.${sayHistoryEnd(time)}`,
      affectedServices: each.services,
      incidentCount: each.incidentIds.length,
      arithmetic: {
        ...{ withinDays: REPEAT_DAYS, repeats: each.repeats, pairsWithKnownEnd: each.pairs },
        ...{ shortestDays: rounded(each.shortestDays), lastRepeat: dayOf(each.lastRepeatAt) },
      },
      ...{ incidentIds: each.incidentIds, patternId: each.patternId },
    };
  });
}

/** By the last return: in 90 days high where there were three, else medium; in a year low; before that for the record. */
function severityOf(repeats: number, daysAgo: number): InsightSeverity {
  if (daysAgo <= RECENT_DAYS) return repeats >= OFTEN ? 'high' : 'medium';
  return daysAgo <= YEAR_DAYS ? 'low' : 'info';
}

function sayDays(days: number): string {
  if (days >= 1) return `${sayNumber(days)} day${days === 1 ? '' : 's'}`;
  return days * 24 >= 1 ? `${sayNumber(days * 24)} hours` : `${sayNumber(days * 1440)} minutes`;
}
