import type { Uuid } from '../../core/ids.ts';
import type { StepPart, StepPhase } from '../../core/runbook.ts';

/** A step as one incident tells it. */
export interface ToldStep {
  /** A piece of the incident's text, word for word. */
  readonly text: string;
  readonly incidentId: Uuid;
  readonly part: StepPart;
  readonly phase: StepPhase;
  /** Where it stands among the steps of its part: 0 at the beginning, below 1. */
  readonly place: number;
  /** Stems of what is done, and of what it is done to. */
  readonly verbs: readonly string[];
  readonly words: ReadonlySet<string>;
}

/** More than this one incident does not tell. */
export const MOST_STEPS_OF_ONE = 40;

/** Longer than this nobody writes a step; it is cut after a whole word. */
export const MOST_STEP_CHARACTERS = 600;
