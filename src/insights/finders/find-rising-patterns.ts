import { sayNumber } from '../../analyst/phrase/say.ts';
import type { Finding, InsightSeverity } from '../../core/insight.ts';
import type { PatternRate } from '../../store/insight-figures.ts';
import type { Span } from '../../store/insight-sql.ts';
import { daysOf, saySpan, spanDays } from '../insight-time.ts';
import { quoteTitle, rounded, sayShare, sayTimes } from '../say-figures.ts';
import { binomialTail } from '../statistics/binomial-tail.ts';

export const RISING_DAYS = 30;
/** The time before that is compared with; less of it than the second says nothing. */
export const RISING_BASELINE_DAYS = 180;
const RISING_LEAST_BASELINE_DAYS = 60;
export const RISING_FEWEST = 3;

const LEAST_RATIO = 2;
/** Many patterns are looked at: one in a hundred would seem to rise by chance. */
const MOST_CHANCE = 0.01;
const STEEP_RATIO = 4;

/**
 * Patterns that come at least twice as often as before, three times at least, where chance alone would seldom have it
 * so. The rate before is its count by its days; the chance is that of the exact test of two Poisson rates.
 */
export function findRisingPatterns(rates: readonly PatternRate[], recent: Span, before: Span): Finding[] {
  const [days, baselineDays] = [daysOf(recent), daysOf(before)];
  if (baselineDays < RISING_LEAST_BASELINE_DAYS) return [];
  return rates.flatMap((rate) => {
    const expected = (rate.before * days) / baselineDays;
    const chance = binomialTail(rate.recent, rate.recent + rate.before, days / (days + baselineDays));
    if (rate.recent < RISING_FEWEST || rate.recent < LEAST_RATIO * expected || chance >= MOST_CHANCE)
      return [];
    const ratio = expected === 0 ? null : rate.recent / expected;
    const arithmetic = {
      ...{ recent: { ...spanDays(recent), incidents: rate.recent, gravest: rate.grave } },
      ...{ before: { ...spanDays(before), incidents: rate.before } },
      ...{
        expected: rounded(expected),
        ratio: ratio === null ? null : rounded(ratio),
        chance: rounded(chance),
      },
      test: 'exact test of two Poisson rates, one-sided',
    };
    return [
      {
        ...{
          subjectKey: `rising_pattern:${rate.patternId}`,
          kind: 'rising_pattern',
          category: 'reliability',
        },
        severity: severityOf(ratio, rate),
        title: `${quoteTitle(rate.title)} comes more often`,
        summary: summaryOf(rate, recent, before, { expected, ratio, chance }),
        ...{ affectedServices: rate.services, incidentCount: rate.recent, arithmetic },
        ...{ incidentIds: rate.incidentIds, patternId: rate.patternId },
      },
    ];
  });
}

/** New or four times as often is high, else medium; one more where half of the incidents are of the gravest severities. */
function severityOf(ratio: number | null, { recent, grave }: PatternRate): InsightSeverity {
  const isSteep = ratio === null || ratio >= STEEP_RATIO;
  if (grave * 2 < recent) return isSteep ? 'high' : 'medium';
  return isSteep ? 'critical' : 'high';
}

function summaryOf(
  rate: PatternRate,
  recent: Span,
  before: Span,
  { expected, ratio, chance }: { expected: number; ratio: number | null; chance: number },
): string {
  const [days, baselineDays] = [daysOf(recent), daysOf(before)];
  const now = `${quoteTitle(rate.title)} happened ${sayTimes(rate.recent)} in the last ${days} days (${saySpan(recent)}, UTC)`;
  const earlier =
    rate.before === 0
      ? `and not at all in the ${baselineDays} days before (${saySpan(before)})`
      : `and ${sayTimes(rate.before)} in the ${baselineDays} days before (${saySpan(before)}), which is ${rounded(expected, 2)} in ${days} days: ${sayNumber(ratio ?? 0)} times as often`;
  return `${now} ${earlier}. If its rate had stayed the same, so many would come about in ${sayShare(chance)} of all cases.`;
}
