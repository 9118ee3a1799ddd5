import type { PreventionItem, RunbookStep } from '../../core/runbook.ts';
import { collectPrevention } from './collect-prevention.ts';
import { joinSteps } from './join-steps.ts';
import { resolutionSteps } from './resolution-steps.ts';
import type { Resolver } from './resolver.ts';
import { timelineSteps } from './timeline-steps.ts';
import { MOST_STEPS_OF_ONE } from './told-step.ts';

export interface RunbookDraft {
  readonly steps: readonly RunbookStep[];
  /** What the members ask for afterwards. */
  readonly prevention: readonly PreventionItem[];
}

/**
 * A runbook in the words of those who resolved the members, the newest first; nothing is added to what they say. Null
 * where none of them tells what was done about it: looking alone resolves nothing.
 */
export function draftRunbook(resolvers: readonly Resolver[]): RunbookDraft | null {
  const told = resolvers.flatMap((resolver) =>
    [...resolutionSteps(resolver), ...timelineSteps(resolver)].slice(0, MOST_STEPS_OF_ONE),
  );
  const resolving = new Set(
    told.filter(({ phase }) => phase === 'mitigate' || phase === 'fix').map(({ incidentId }) => incidentId),
  );
  if (resolving.size === 0) return null;
  const steps = joinSteps(told.filter(({ incidentId }) => resolving.has(incidentId)));
  return { steps, prevention: collectPrevention(resolvers) };
}
