import type { Meaning, MeaningKind } from '../read/meanings.ts';
import type { Claim } from '../read/reading.ts';
import type { Plan } from './plan.ts';
import type { Proposal } from './rule.ts';
import type { Signals } from './signals.ts';

/** Words that add nothing to what is asked. */
const ALWAYS: ReadonlySet<MeaningKind> = new Set<MeaningKind>([
  ...(['filler', 'aux', 'be', 'by', 'to', 'from', 'of', 'in', 'on', 'and', 'continue'] as const),
]);

function explainsAsk(ask: Extract<Meaning, { kind: 'ask' }>['ask'], plan: Plan): boolean {
  if (ask === 'count')
    return plan.kind === 'count edges' || plan.kind === 'property' || ('counts' in plan && plan.counts);
  if (ask === 'draw') return true;
  if (ask === 'describe')
    return [
      'describe',
      'overview',
      'fields',
      'field',
      'property',
      'list',
      'conditions',
      'related',
      'compare',
      'changes',
      'reach',
      'path',
      'draw all',
    ].includes(plan.kind);
  return true;
}

/** The claims of the question that a plan leaves unexplained; an answer to less than was asked is a wrong answer. */
export function unexplained({ plan, kinds, used }: Proposal, signals: Signals): Claim[] {
  return signals.claims.filter((claim) => {
    if (used.includes(claim)) return false;
    if (claim.type !== 'phrase') return true;
    return !claim.meanings.some((meaning) =>
      meaning.kind === 'ask'
        ? explainsAsk(meaning.ask, plan)
        : ALWAYS.has(meaning.kind) || kinds.includes(meaning.kind),
    );
  });
}
