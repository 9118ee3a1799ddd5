import { sayNumber } from '../../analyst/phrase/say.ts';
import type { Finding } from '../../core/insight.ts';
import type { KindFigures } from '../../store/insight-kinds.ts';
import type { Span } from '../../store/insight-sql.ts';
import { daysOf, saySpan, spanDays } from '../insight-time.ts';
import { EXPOSURE_KINDS } from '../vocabulary/exposure-kinds.ts';

export const EXPOSURE_DAYS = 365;
const FEWEST = 2;
const OFTEN = 3;

/** Kinds of exposure (credentials, vulnerabilities, attacks, spending) that at least two incidents of the last year tell. */
export function findSameExposures(figures: readonly KindFigures[], year: Span): Finding[] {
  return figures.flatMap((each) => {
    const exposure = EXPOSURE_KINDS.find(({ kind }) => kind === each.kind);
    if (exposure === undefined || each.incidents < FEWEST) return [];
    return [
      {
        ...{ subjectKey: `same_exposure:${each.kind}`, kind: 'same_exposure', category: exposure.category },
        severity: severityOf(exposure.category, each.incidents),
        title: `More than one incident with ${exposure.said}`,
        summary: `${sayNumber(each.incidents)} incidents of the last ${daysOf(year)} days (${saySpan(year)}, UTC) speak of ${exposure.said} in title, trigger or cause, of ${sayNumber(each.told)} that tell a trigger or a cause.`,
        ...{ affectedServices: [], incidentCount: each.incidents },
        arithmetic: {
          ...{
            kind: each.kind,
            window: spanDays(year),
            incidents: each.incidents,
            tellingIncidents: each.told,
          },
        },
        ...{ incidentIds: each.incidentIds, patternId: null },
      },
    ];
  });
}

/** Security twice is high, three times or more critical; spending medium, three times or more high. */
function severityOf(category: Finding['category'], count: number): Finding['severity'] {
  if (category === 'security') return count >= OFTEN ? 'critical' : 'high';
  return count >= OFTEN ? 'high' : 'medium';
}
