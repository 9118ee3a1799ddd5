import { sayIncidents, sayNumber } from '../../analyst/phrase/say.ts';
import type { Finding } from '../../core/insight.ts';
import type { KindFigures } from '../../store/insight-kinds.ts';
import type { Span } from '../../store/insight-sql.ts';
import { type InsightTime, sayHistoryEnd, saySpan, spanDays } from '../insight-time.ts';
import { rounded, sayShare } from '../say-figures.ts';
import { TRIGGER_KINDS } from '../vocabulary/trigger-kinds.ts';

export const TRIGGER_DAYS = 365;
/** With fewer in the last year the whole history is counted. */
export const TRIGGER_FEWEST_TOLD = 10;
const FEWEST = 5;
const LEAST_SHARE = 0.25;
const HALF = 0.5;

/** Over the last year, or where that tells too little, over the whole history. */
export interface TriggerWindow {
  readonly span: Span;
  readonly isYear: boolean;
}

/** Kinds of triggers behind a quarter of the incidents that tell one, five at least. */
export function findCommonTriggers(
  figures: readonly KindFigures[],
  { span, isYear }: TriggerWindow,
  time: InsightTime,
): Finding[] {
  return figures.flatMap((each) => {
    const trigger = TRIGGER_KINDS.find(({ kind }) => kind === each.kind);
    const share = each.told === 0 ? 0 : each.incidents / each.told;
    if (trigger === undefined || each.incidents < FEWEST || share < LEAST_SHARE) return [];
    const window = isYear ? `the last ${TRIGGER_DAYS} days` : 'the whole history';
    return [
      {
        ...{ subjectKey: `common_trigger:${each.kind}`, kind: 'common_trigger', category: trigger.category },
        severity: severityOf(share, isYear),
        title: `Many incidents name ${trigger.said} in trigger or cause`,
        summary: `${sayIncidents(each.incidents)} of the ${sayNumber(each.told)} in ${window} (${saySpan(span)}, UTC) that tell a trigger or a cause speak of ${trigger.said}: ${sayShare(share)}. An incident may speak of several kinds.${isYear ? '' : sayHistoryEnd(time)}`,
        affectedServices: [],
        incidentCount: each.incidents,
        arithmetic: {
          ...{
            kind: each.kind,
            incidents: each.incidents,
            tellingIncidents: each.told,
            share: rounded(share),
          },
          window: spanDays(span),
        },
        ...{ incidentIds: each.incidentIds, patternId: null },
      },
    ];
  });
}

/** Of the last year: half of all or more is high, else medium; of an older history for the record. */
function severityOf(share: number, isYear: boolean): Finding['severity'] {
  if (!isYear) return 'info';
  return share >= HALF ? 'high' : 'medium';
}
