import type { Relation } from '../read/meanings.ts';
import { edgeCondition, JUDGED } from './edge-condition.ts';
import type { Rule } from './rule.ts';
import type { Signals } from './signals.ts';

const READERS = new Set<Relation>(['subscribe', 'consume', 'use']);

/** “topics without a consumer”, “topics nobody publishes to”, “services without owner”, “services that call nothing”. */
export const withoutRule: Rule = (signals) => {
  if (signals.names.length > 0 || !signals.has('negation', 'missing')) return undefined;
  const counts = signals.asks('count');
  const kinds = ['negation', 'missing', 'noun', 'verb', 'role', 'have', 'any', 'all', 'direct'] as const;
  const relations = [...signals.all('role'), ...signals.all('verb')].map(({ meaning }) => meaning.relation);
  const word =
    signals.all('missing').map(({ claim }) => signals.reading.words[claim.from]?.lower ?? '')[0] ?? '';
  const kind = signals.kinds?.find((each) => each !== 'message') ?? null;
  const isOwner = relations.includes('own') || /^(?:unowned|ownerless)$/.test(word) || isOnlyOwner(signals);
  if (isOwner) {
    const of = signals.kinds?.find((each) => each !== 'owner') ?? 'service';
    return { plan: { kind: 'without owner', of, counts }, kinds, used: [] };
  }
  if (kind === 'topic') {
    const publishes = relations.includes('publish');
    const reads = relations.some((relation) => READERS.has(relation)) || /^unconsumed$/.test(word);
    if (!publishes && !reads && !/^(?:orphan|orphaned|orphans|unused|dangling|dead)$/.test(word))
      return undefined;
    const roles = [
      ...(publishes || !reads ? (['publishers'] as const) : []),
      ...(reads || !publishes ? (['subscribers'] as const) : []),
    ];
    return { plan: { kind: 'topics without', roles, counts }, kinds, used: [] };
  }
  return withoutEdges(signals, kinds);
};

const isOnlyOwner = (signals: Signals): boolean =>
  signals.kinds?.includes('owner') === true && signals.kinds.some((kind) => kind !== 'owner');

function withoutEdges(
  signals: Signals,
  kinds: readonly ('negation' | 'missing' | 'noun' | 'verb' | 'role' | 'have' | 'any' | 'all' | 'direct')[],
): ReturnType<Rule> {
  const condition = edgeCondition(signals, false);
  if (!condition) return undefined;
  return {
    plan: {
      kind: 'list',
      kinds: (signals.kinds ?? []).filter((kind) => JUDGED.includes(kind)),
      traits: [],
      isLabelled: false,
      missing: null,
      edge: condition,
      counts: signals.asks('count'),
    },
    kinds,
    used: [],
  };
}
