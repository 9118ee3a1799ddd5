import { chooseAll } from './choose-all.ts';
import type { Rule } from './rule.ts';

/** “which topics are shared”, “what do A and B have in common”, “compare A and B”. */
export const sharedRule: Rule = (signals) => {
  if (!signals.has('shared', 'compare')) return undefined;
  const kinds = [
    'shared',
    'compare',
    'noun',
    'have',
    'any',
    'all',
    'verb',
    'both',
    'between',
    'edge',
    'how',
  ] as const;
  if (signals.names.length === 0) {
    // “topics that more than one service reads” tells one direction.
    const verbs = [...signals.all('verb'), ...signals.all('role')];
    if (verbs.some(({ meaning }) => meaning.relation !== 'use')) return undefined;
    if (!signals.has('shared') || (signals.kinds && !signals.kinds.includes('topic'))) return undefined;
    return { plan: { kind: 'shared topics', counts: signals.asks('count') }, kinds, used: [] };
  }
  const chosen = chooseAll(signals.names, ['service', 'topic'], null);
  if ('refused' in chosen) return chosen;
  if (chosen.nodes.length < 2) return undefined;
  return { plan: { kind: 'compare', of: chosen.nodes }, kinds, used: signals.names };
};
