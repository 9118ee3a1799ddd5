import { subjectOf } from '../analyst/plan/follow-up.ts';
import { reviveMemory } from '../analyst/plan/memory.ts';
import type { Plan } from '../analyst/plan/plan.ts';

/** Plans over a set of incidents, whose figures another set would change. */
const COUNTS: ReadonlySet<Plan['kind']> = new Set<Plan['kind']>([
  ...(['count', 'list', 'group', 'distinct', 'causes', 'measure', 'label figure', 'rate', 'share'] as const),
  ...(['compare', 'trend', 'values'] as const),
]);

/** What a figure of the analyst covers where a project is asked; null where the answer is about something named. */
export function sayCoverage({
  abstained,
  inputRequired,
  state,
}: {
  readonly abstained: boolean;
  readonly inputRequired: boolean;
  readonly state: unknown;
}): string | null {
  if (abstained || inputRequired) return null;
  const base = reviveMemory(state)?.base;
  if (!base || !COUNTS.has(base.kind)) return null;
  const subject = subjectOf(base);
  if (subject && (subject.labels.length > 0 || subject.ids !== null)) return null;
  return '(Over all incidents of the organisation, also those of services outside this project. For its own, ask of “the services of this project”.)';
}
