import type { PresenceCondition, RecordField } from '../../store/incident-selection.ts';
import { type Claim, claimsMeaning, meaningOf } from '../read/claims.ts';
import { sayLabel } from '../vocabulary/say-label.ts';
import { labelNamesOf, nearest } from './near-claims.ts';
import type { Stated } from './plan.ts';

const presenceFields: readonly RecordField[] = [
  'start',
  'detected',
  'mitigated',
  'end',
  'duration',
  'detection',
  'recovery',
  'summary',
  'root_cause',
  'trigger',
  'impact',
  'detection_text',
  'resolution',
  'lessons',
  'timeline',
  'action_items',
  'url',
];

export const fieldText: Record<RecordField, string> = {
  start: 'start time',
  'start day': 'day of the start',
  detected: 'time of detection',
  mitigated: 'time of mitigation',
  end: 'end time',
  duration: 'duration',
  detection: 'time to detection',
  recovery: 'time to recovery',
  summary: 'summary',
  root_cause: 'root cause',
  trigger: 'trigger',
  impact: 'impact',
  detection_text: 'account of the detection',
  resolution: 'resolution',
  lessons: 'lessons learned',
  timeline: 'timeline',
  action_items: 'action items',
  url: 'source URL',
};

function fieldOf(claim: Claim): PresenceCondition['field'] | undefined {
  const measure = meaningOf(claim, 'measure');
  const field =
    meaningOf(claim, 'field')?.field ?? measure?.measure ?? meaningOf(claim, 'aggregate')?.measure;
  if (field && presenceFields.includes(field)) return field;
  const names = labelNamesOf(claim);
  return names.length === 0 ? undefined : { label: names };
}

export function readPresence(claims: readonly Claim[], used: Set<Claim>): Stated<PresenceCondition>[] {
  const found: Stated<PresenceCondition>[] = [];
  for (const [kind, present] of [
    ['missing', false],
    ['present', true],
  ] as const) {
    for (const { claim } of claimsMeaning(claims, kind)) {
      if (used.has(claim)) continue;
      // "have a start time" says so of the next words only; what is missing may also stand before: "whose start is unknown".
      const target = nearest(
        claims,
        claim,
        (each) => !used.has(each) && fieldOf(each) !== undefined && (!present || each.from === claim.to),
      );
      const field = target && fieldOf(target);
      if (!target || !field) continue;
      used.add(claim);
      used.add(target);
      const name = typeof field === 'object' ? sayLabel(field.label[0] ?? '') : fieldText[field];
      found.push({
        condition: { field, present },
        text: `${present ? 'with recorded' : 'without recorded'} ${name}`,
      });
    }
  }
  return found;
}
