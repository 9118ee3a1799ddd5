import type { NodeName } from '../../topology-graph.ts';
import type { Plan } from './plan.ts';

/** The nodes that a plan is about. */
export function planNodes(plan: Plan): readonly NodeName[] {
  switch (plan.kind) {
    case 'check':
    case 'path':
      return [plan.from, plan.to];
    case 'trait':
      return [plan.of];
    case 'cycles':
      return plan.through ? [plan.through] : [];
    case 'changes':
      return plan.about ? [plan.about] : [];
    case 'conditions':
      return plan.conditions.flatMap(({ any }) => any.flatMap((term) => ('of' in term ? [term.of] : [])));
    case 'related':
    case 'reach':
    case 'fields':
    case 'field':
    case 'compare':
    case 'property':
    case 'describe':
      return plan.of;
    default:
      return [];
  }
}
