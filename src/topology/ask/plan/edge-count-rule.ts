import type { RelationType } from '../../../core/topology.ts';
import type { Rule } from './rule.ts';

const EDGE_WORDS: readonly (readonly [RegExp, readonly RelationType[]])[] = [
  [/^calls?$/, ['calls']],
  [/^dependenc(?:y|ies)$/, ['dependsOn']],
  [/^subscriptions?$/, ['subscribes']],
  [/^publications?$/, ['publishes']],
];

/** “how many calls are there”, “how many relationships”. */
export const edgeCountRule: Rule = (signals) => {
  if (!signals.asks('count') || signals.names.length > 0 || signals.unknown.length > 0) return undefined;
  const words = [...signals.all('verb'), ...signals.all('role'), ...signals.all('edge')].map(
    ({ claim }) => signals.reading.words[claim.from]?.lower ?? '',
  );
  if (words.length !== 1 || signals.kinds) return undefined;
  const types = EDGE_WORDS.find(([pattern]) => pattern.test(words[0] ?? ''))?.[1] ?? null;
  if (!types && !signals.has('edge')) return undefined;
  return { plan: { kind: 'count edges', types }, kinds: ['verb', 'role', 'edge', 'have', 'graph'], used: [] };
};
