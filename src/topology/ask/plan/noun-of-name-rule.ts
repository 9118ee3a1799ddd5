import type { NodeKind } from '../../../core/topology.ts';
import { chooseAll } from './choose-all.ts';
import type { RelationAsk } from './plan.ts';
import type { Rule } from './rule.ts';
import { choose } from './signals.ts';

/** “services of team Y”, “topics of X”, “the team of X”: the nouns say what is asked of the name. */
export const nounOfNameRule: Rule = (signals) => {
  const kinds = signals.kinds;
  if (signals.names.length === 0 || !kinds || signals.has('verb', 'role', 'property')) return undefined;
  const chosen = chooseAll(signals.names, ['owner', 'system', 'service', 'topic'], null);
  if ('refused' in chosen) return chosen;
  const [first] = chosen.nodes;
  if (!first || chosen.nodes.some(({ kind }) => kind !== first.kind)) return undefined;
  const asks = asksOf(first.kind, kinds);
  if (asks.length === 0) return undefined;
  return {
    plan: { kind: 'related', of: chosen.nodes, asks, only: kinds, counts: signals.asks('count') },
    kinds: ['noun', 'have', 'any', 'all', 'missing', 'be'],
    used: signals.names,
  };
};

const ask = (relation: RelationAsk['relation'], asked: RelationAsk['asked']): RelationAsk => ({
  relation,
  asked,
});

function asksOf(of: NodeKind, kinds: readonly NodeKind[]): readonly RelationAsk[] {
  const [kind] = kinds;
  if (kind === undefined) return [];
  if (kinds.includes('owner')) return of === 'owner' ? [] : [ask('own', 'from')];
  if (of === 'owner') return [ask('own', 'to')];
  if (of === 'system') return [ask('contain', 'to')];
  if (kinds.includes('system')) return [ask('belong', 'to')];
  if (of === 'topic')
    return kinds.includes('message')
      ? [ask('contain', 'to')]
      : kinds.includes('service')
        ? [ask('use', 'from')]
        : [];
  if (of === 'message') return kinds.includes('topic') ? [ask('contain', 'from')] : [ask('use', 'from')];
  if (of === 'service' && kind === 'api') return [ask('provide', 'to'), ask('consume', 'to')];
  if (of === 'service' && (kinds.includes('topic') || kinds.includes('message')))
    return [ask('publish', 'to'), ask('subscribe', 'to')];
  if (of === 'service' && kind === 'resource') return [ask('depend', 'to')];
  return [];
}

/** What an owner owns stands behind “what does Y have”. */
export const ownerRule: Rule = (signals) => {
  const [name] = signals.names;
  if (
    signals.names.length !== 1 ||
    !name ||
    !signals.has('have') ||
    signals.has('verb', 'role', 'noun', 'property')
  )
    return undefined;
  const chosen = choose(name, ['owner'], ['owner']);
  if ('refused' in chosen) return undefined;
  return {
    plan: { kind: 'related', of: chosen.nodes, asks: [ask('own', 'to')], only: null, counts: false },
    kinds: ['have', 'any', 'all'],
    used: [name],
  };
};
