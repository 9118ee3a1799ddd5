import type { NodeKind, RelationType } from '../../../core/topology.ts';
import { type Claim, meaningOf } from '../read/reading.ts';
import { chooseAll } from './choose-all.ts';
import type { RelationAsk } from './plan.ts';
import type { Rule } from './rule.ts';
import { choose, type Signals } from './signals.ts';

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

/** “tags of X”, “which protocol does T use”, “retention of T”, “where is X defined”. */
export const propertyRule: Rule = (signals) => {
  if (
    signals.names.length === 0 ||
    (signals.has('role', 'noun') &&
      signals.kinds?.some((kind) => kind !== 'owner' && kind !== 'service' && kind !== 'topic'))
  )
    return undefined;
  const property = signals.all('property')[0]?.meaning.property ?? (signals.has('type') ? 'type' : null);
  const stranger =
    signals.unknown.length === 1 && !signals.unknown[0]?.isName ? signals.unknown[0] : undefined;
  if (!property && !stranger) return undefined;
  const chosen = chooseAll(signals.names, null);
  if ('refused' in chosen) return chosen;
  const said = stranger?.written ?? property ?? '';
  const [first] = chosen.nodes;
  const isTrait = signals.isYesNo && stranger !== undefined && first !== undefined && !signals.has('verb');
  if (stranger && signals.isYesNo && !isTrait) return undefined;
  const uses = signals.all('verb').every(({ meaning }) => meaning.relation === 'use');
  const basic = ['property', 'type', 'have', 'be', 'any', 'all', 'noun', 'in', 'field', 'how'] as const;
  const kinds = property === 'seen' ? ([...basic, 'unheld', 'time'] as const) : basic;
  return {
    plan: isTrait
      ? { kind: 'trait', of: first, words: said }
      : { kind: 'property', of: chosen.nodes, property: said },
    kinds: uses ? [...kinds, 'verb'] : kinds,
    used: [...signals.names, ...(stranger ? [stranger] : [])],
  };
};

/** “what is X”, “tell me about X”, “X”, “is there a service X”. */
export const describeRule: Rule = (signals) => {
  if (signals.names.length === 0) return undefined;
  if (signals.has('verb') && !signals.asks('describe')) return undefined;
  const chosen = chooseAll(signals.names, null);
  if ('refused' in chosen) return chosen;
  const isYesNo = signals.asks('exists') || (signals.isYesNo && /\bexists?\b/i.test(signals.reading.text));
  return {
    plan: { kind: 'describe', of: chosen.nodes, isYesNo },
    kinds: ['ask', 'noun', 'have', 'any', 'all', 'both', 'connected', 'edge'],
    used: signals.names,
  };
};

/** “is there a topic called X” where there is none: that is the answer, not a refusal. */
export const absentRule: Rule = (signals) => {
  const [unknown] = signals.unknown;
  const isAsked = signals.asks('exists') || (signals.isYesNo && /\bexists?\b/i.test(signals.reading.text));
  if (!unknown || signals.unknown.length > 1 || signals.names.length > 0 || !isAsked || !unknown.isName)
    return undefined;
  return {
    plan: { kind: 'absent', written: unknown.written, kinds: unknown.kinds ?? signals.kinds },
    kinds: ['noun', 'have', 'any', 'be'],
    used: [unknown],
  };
};

/** “what is in the graph”, “give me an overview”. */
export const overviewRule: Rule = (signals) => {
  if (signals.names.length + signals.unknown.length + signals.numbers.length > 0) return undefined;
  const isOfAll = !signals.kinds || signals.kinds.includes('system');
  const isAsked = signals.has('graph') || (signals.asks('describe') && isOfAll);
  if (!isAsked || signals.has('verb', 'role')) return undefined;
  return {
    plan: { kind: 'overview' },
    kinds: ['graph', 'have', 'noun', 'how', 'in', 'all', 'any', 'connected', 'edge', 'aux'],
    used: [],
  };
};

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
