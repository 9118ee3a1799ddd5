import type { Uuid } from './ids.ts';

/** What a step is for, in the order in which runbooks have them. */
export const STEP_PHASES = ['check', 'mitigate', 'fix', 'verify'] as const;
export type StepPhase = (typeof STEP_PHASES)[number];

/** Where an incident tells a step. */
export type StepPart = 'resolution' | 'timeline' | 'action_items';

/** An incident that tells a step, in its own words. */
export interface StepSource {
  readonly incidentId: Uuid;
  readonly part: StepPart;
  readonly quote: string;
}

/** A step of a drafted runbook: the words of its first source, the newest incident that tells it. */
export interface RunbookStep {
  readonly text: string;
  readonly phase: StepPhase;
  /** Of the first source. */
  readonly incidentId: Uuid;
  readonly sources: readonly StepSource[];
}

/** What the incidents say is to be done afterwards, so that it does not happen again. */
export interface PreventionItem {
  readonly text: string;
  readonly sources: readonly StepSource[];
}

export const USE_OUTCOMES = ['resolved', 'helped', 'failed'] as const;
export type UseOutcome = (typeof USE_OUTCOMES)[number];
