import type { MeaningKind } from '../read/meanings.ts';
import type { Claim } from '../read/reading.ts';
import type { Plan, Refusal } from './plan.ts';
import type { Signals } from './signals.ts';

/** A plan with what it makes use of, beside the words that every plan may have. */
export interface Proposal {
  readonly plan: Plan;
  readonly kinds: readonly MeaningKind[];
  /** Names, numbers and unknown words that went into the plan. */
  readonly used: readonly Claim[];
}

/** Undefined where the question is of another kind. */
export type Rule = (signals: Signals) => Proposal | { readonly refused: Refusal } | undefined;

/** The context of the rules that tell the time. */
export interface RuleContext {
  readonly now: Date;
}
