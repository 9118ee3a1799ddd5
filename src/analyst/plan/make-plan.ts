import { compare, share, tooManyWindows, trend } from './comparing-rules.ts';
import { causes, count, distinct, group, labelFigure, measure, rate } from './figure-rules.ts';
import type { Plan, Refusal } from './plan.ts';
import { advice, conversational, extreme, list, lookup, passage } from './record-rules.ts';
import type { Rule } from './rule.ts';
import type { Signals } from './signals.ts';

/** In order: the first rule that fits makes the plan. */
const rules: readonly Rule[] = [
  conversational,
  advice,
  compare,
  tooManyWindows,
  trend,
  share,
  causes,
  rate,
  group,
  labelFigure,
  distinct,
  measure,
  extreme,
  count,
  lookup,
  list,
  passage,
];

/** Turns what a question says into a typed plan, or says why there is none. */
export function makePlan(signals: Signals): Plan | Refusal {
  for (const rule of rules) {
    const plan = rule(signals);
    if (plan) return plan;
  }
  return { kind: 'not understood' };
}
