import { z } from 'zod';
import type { Plan, Subject } from '../../analyst/plan/plan.ts';
import type { Vocabulary } from '../../analyst/vocabulary/tenant-vocabulary.ts';
import type { GroupBy } from '../../store/incident-figures.ts';
import { given } from './define-tool.ts';
import { labelsCalled } from './known-names.ts';

const TIMES = ['year', 'quarter', 'month', 'calendar month', 'week', 'day', 'weekday', 'hour'] as const;

/** Groups in one result; of more, the first are told, and how many there are. */
const MOST_GROUPS = 50;

export const groupField = z
  .string()
  .max(100)
  .optional()
  .describe(`One figure for each group: ${TIMES.join(', ')}; or service, severity, status or another field.`);

/** The plan that compares groups; undefined where none are asked for. Throws `invalid_input` for an unknown field. */
export function groupPlan(
  written: string | undefined,
  figure: Extract<Plan, { kind: 'group' }>['figure'],
  subject: Subject,
  vocabulary: Vocabulary,
): Plan | undefined {
  const text = given(written);
  if (text === undefined) return undefined;
  const by = readGroupBy(text, vocabulary);
  return { kind: 'group', subject, by, figure, rank: 'all', limit: MOST_GROUPS, having: null };
}

function readGroupBy(text: string, vocabulary: Vocabulary): GroupBy {
  const time = TIMES.find((unit) => unit === text.toLowerCase().replaceAll('_', ' '));
  return time ? { time } : { label: labelsCalled(text, vocabulary, 'group_by') };
}
