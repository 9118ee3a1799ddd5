import { type Claim, meaningOf } from '../read/reading.ts';
import type { Rule } from './rule.ts';
import type { Signals } from './signals.ts';

const ALL_OF = ['noun', 'have', 'any', 'all', 'graph', 'be', 'type', 'connected', 'transitive'] as const;

/** “list kafka topics”, “how many services”, “services tagged payments”, “services without description”. */
export const listRule: Rule = (signals) => {
  const isAsked =
    signals.asks('list') || signals.asks('count') || signals.asks('which') || signals.asks('exists');
  const kinds =
    signals.kinds ??
    (signals.has('role') && signals.all('role').every(({ meaning }) => meaning.relation === 'own')
      ? (['owner'] as const)
      : null);
  if (signals.names.some((name) => !isTraitLike(signals, name)) || hasOtherVerb(signals)) return undefined;
  if (!kinds && !(isAsked && signals.unknown.length > 0)) return undefined;
  const property = signals.all('property')[0]?.meaning.property ?? null;
  const isMissing = signals.has('missing', 'negation');
  if (isMissing && !property) return undefined;
  if (property && !isMissing && traitsOf(signals).length === 0) return undefined;
  return {
    plan: {
      kind: 'list',
      kinds: kinds ?? ['service', 'resource', 'api', 'topic'],
      traits: isMissing ? [] : traitsOf(signals),
      isLabelled: property !== null || signals.has('type'),
      missing: isMissing ? property : null,
      edge: null,
      counts: signals.asks('count'),
    },
    kinds: [...ALL_OF, 'property', 'missing', 'negation', 'role', 'verb'],
    used: [...signals.unknown, ...signals.names, ...signals.numbers],
  };
};

/** “topics that use kafka” are those with that protocol. */
const hasOtherVerb = (signals: Signals): boolean =>
  signals.all('verb').some(({ meaning }) => meaning.relation !== 'use') ||
  (signals.has('verb') && (signals.unknown.length === 0 || !signals.kinds?.includes('topic')));

/** “tagged checkout”: the word of a tag may also be a name. */
const isTraitLike = (signals: Signals, name: Claim): boolean =>
  meaningOf(signals.neighbour(name, -1), 'property')?.property === 'tags' ||
  meaningOf(signals.neighbour(name, -1), 'type') !== undefined;

function traitsOf(signals: Signals): string[] {
  const claims = [...signals.unknown, ...signals.names].sort((a, b) => a.from - b.from);
  return claims.map(({ written }) => written);
}
