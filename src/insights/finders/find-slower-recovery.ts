import { sayMinutes, sayNumber } from '../../analyst/phrase/say.ts';
import type { Finding } from '../../core/insight.ts';
import type { RecoveryFigures } from '../../store/insight-figures.ts';
import type { Span } from '../../store/insight-sql.ts';
import { daysOf, saySpan, spanDays } from '../insight-time.ts';
import { rounded, sayShare } from '../say-figures.ts';
import { rankSumTail } from '../statistics/rank-sum-tail.ts';

export const RECOVERY_DAYS = 90;
export const RECOVERY_BASELINE_DAYS = 365;
/** Of known length, in each of the two spans. */
export const RECOVERY_FEWEST = 8;

const LEAST_RATIO = 1.5;
const LEAST_MINUTES_MORE = 10;
/** Many services are looked at. */
const MOST_CHANCE = 0.01;
const MUCH_SLOWER = 3;

/**
 * Services, and all incidents together, whose median time to recovery is half as long again as before, and ten minutes
 * more, where the lengths as a whole have moved too.
 */
export function findSlowerRecovery(
  figures: readonly RecoveryFigures[],
  recent: Span,
  before: Span,
): Finding[] {
  return figures.flatMap((each) => {
    const { recentMedian, beforeMedian } = each;
    const chance = rankSumTail({
      group: each.recent,
      other: each.before,
      sum: each.rankSum,
      ties: each.ties,
    });
    const isSlower =
      recentMedian >= LEAST_RATIO * beforeMedian && recentMedian - beforeMedian >= LEAST_MINUTES_MORE;
    if (Math.min(each.recent, each.before) < RECOVERY_FEWEST || !isSlower || chance >= MOST_CHANCE) return [];
    const ratio = beforeMedian === 0 ? null : recentMedian / beforeMedian;
    const whose = each.name === null ? '' : ` of ${each.name}`;
    return [
      {
        subjectKey: each.key === null ? 'slower_recovery' : `slower_recovery:${each.key}`,
        ...{ kind: 'slower_recovery', category: 'performance' },
        severity: ratio === null || ratio >= MUCH_SLOWER ? 'high' : 'medium',
        title: each.name === null ? 'Recovery takes longer' : `Recovery${whose} takes longer`,
        summary: `The median time to recovery${whose} was ${sayMinutes(recentMedian)} over ${sayNumber(each.recent)} incidents in the last ${daysOf(recent)} days (${saySpan(recent)}, UTC), after ${sayMinutes(beforeMedian)} over ${sayNumber(each.before)} in the ${daysOf(before)} days before (${saySpan(before)})${ratio === null ? '' : `: ${sayNumber(ratio)} times as long`}. If nothing had changed, lengths so much above the earlier ones would come about in ${sayShare(chance)} of all cases. Incidents without a known length are left out.`,
        affectedServices: each.name === null ? [] : [each.name],
        incidentCount: each.recent,
        arithmetic: {
          recent: { ...spanDays(recent), incidents: each.recent, medianMinutes: rounded(recentMedian) },
          before: { ...spanDays(before), incidents: each.before, medianMinutes: rounded(beforeMedian) },
          ...{ ratio: ratio === null ? null : rounded(ratio), chance: rounded(chance) },
          test: 'rank-sum test, one-sided, by the normal distribution',
        },
        ...{ incidentIds: each.incidentIds, patternId: null },
      },
    ];
  });
}
