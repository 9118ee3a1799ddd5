import type { Rule } from './rule.ts';
import { choose } from './signals.ts';

/** “are there cycles”, “is X part of a cycle”. */
export const cycleRule: Rule = (signals) => {
  if (!signals.has('cycle') || signals.names.length > 1) return undefined;
  const [name] = signals.names;
  const chosen = name ? choose(name, ['service'], ['service', 'resource', 'api']) : null;
  if (chosen && 'refused' in chosen) return chosen;
  return {
    plan: { kind: 'cycles', through: chosen?.nodes[0] ?? null, counts: signals.asks('count') },
    kinds: [
      'cycle',
      'any',
      'all',
      'have',
      'noun',
      'role',
      'verb',
      'edge',
      'graph',
      'path',
      'direct',
      'transitive',
    ],
    used: signals.names,
  };
};
