import type { NodeKind, RelationType } from '../../../core/topology.ts';
import type { Direction } from '../../topology-graph.ts';
import type { Relation } from '../read/meanings.ts';
import { chooseAll } from './choose-all.ts';
import type { EdgeCondition } from './plan.ts';
import { relationEnds } from './relation-ends.ts';
import type { Rule } from './rule.ts';
import { choose, type Signals } from './signals.ts';

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

interface Edges {
  readonly types: readonly RelationType[];
  readonly direction: Direction;
}

/** Relations whose edges a service or a topic can be judged by: the end that is counted is the other one. */
function edgesOf(signals: Signals, of: 'service' | 'topic'): { edges: Edges; said: string } | null {
  const [role] = signals.all('role');
  const [verb] = signals.all('verb');
  const relation = role?.meaning.relation ?? verb?.meaning.relation;
  if (!relation) return null;
  const isIn = role ? role.meaning.asked === 'from' : isAskedPassively(signals);
  const direction: Direction = of === 'topic' || isIn ? 'in' : 'out';
  return {
    edges: { types: relationEnds[relation].types, direction },
    said: sayEdges(relation, direction, of),
  };
}

/** “most used”, “do most services call”: the edges come in. */
function isAskedPassively(signals: Signals): boolean {
  const [most] = signals.all('most');
  const [verb] = signals.all('verb');
  if (verb?.meaning.isParticiple) return true;
  return signals.has('aux') && most !== undefined && verb !== undefined && most.claim.to <= verb.claim.from;
}

function sayEdges(relation: Relation, direction: Direction, of: 'service' | 'topic'): string {
  const nouns: Partial<Record<Relation, readonly [out: string, into: string]>> = {
    publish: ['topics to publish to', 'publishers'],
    subscribe: ['subscriptions', 'subscribers'],
    consume: ['topics and APIs to consume', of === 'topic' ? 'subscribers' : 'consumers'],
    call: ['outgoing calls', 'callers'],
    depend: ['direct dependencies', 'direct dependents'],
    use: ['things to use', 'users'],
  };
  return nouns[relation]?.[direction === 'out' ? 0 : 1] ?? 'relationships';
}

/** “the biggest hub”, “most connected service”, “which service has the most callers”, “top 3 topics by subscribers”. */
export const mostRule: Rule = (signals) => {
  if (!signals.has('most', 'hub') || signals.names.length > 0) return undefined;
  const isTopic = signals.kinds?.includes('topic') === true && !signals.kinds.includes('service');
  const of = isTopic ? 'topic' : 'service';
  const found = edgesOf(signals, of);
  if (isTopic && !found) return undefined;
  const [number] = signals.numbers;
  const isPlural = signals.all('noun').some(({ meaning }) => meaning.isPlural);
  const edges = found ? [found.edges] : null;
  return {
    plan: {
      kind: 'most',
      of,
      edges,
      said: found?.said ?? 'relationships',
      limit: number?.number ?? (isPlural ? 5 : 1),
    },
    kinds: ['most', 'hub', 'noun', 'verb', 'role', 'have', 'edge', 'direct', 'connected', 'graph', 'all'],
    used: number ? [number] : [],
  };
};

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
    if (!signals.has('shared') || (signals.kinds && !signals.kinds.includes('topic'))) return undefined;
    return { plan: { kind: 'shared topics', counts: signals.asks('count') }, kinds, used: [] };
  }
  const chosen = chooseAll(signals.names, ['service', 'topic'], null);
  if ('refused' in chosen) return chosen;
  if (chosen.nodes.length < 2) return undefined;
  return { plan: { kind: 'compare', of: chosen.nodes }, kinds, used: signals.names };
};

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

const JUDGED: readonly NodeKind[] = ['service', 'api', 'resource'];

/** “that call nothing”, “nobody calls”: where “nobody” stands before the verb, the listed services are called. */
function edgeCondition(signals: Signals, has: boolean): EdgeCondition | null {
  const kinds = signals.kinds ?? [];
  if (!kinds.some((kind) => JUDGED.includes(kind))) return null;
  const [role] = signals.all('role');
  const [verb] = signals.all('verb');
  if (signals.all('role').length + signals.all('verb').length > 1) return null;
  if (role) {
    const { relation, asked } = role.meaning;
    const direction = asked === 'from' ? 'in' : 'out';
    return condition(relation, direction, has);
  }
  if (!verb) return null;
  const isBy = signals.has('by') || (verb.meaning.isParticiple && signals.has('be'));
  const isNobody = signals
    .all('negation')
    .some(
      ({ claim }) =>
        claim.to <= verb.claim.from &&
        /^(?:nobody|no|noone|none|nothing)$/.test(signals.reading.words[claim.from]?.lower ?? '') &&
        signals.claims.indexOf(claim) > signals.claims.indexOf(signals.all('noun')[0]?.claim ?? claim),
    );
  return condition(verb.meaning.relation, isBy || isNobody ? 'in' : 'out', has);
}

/** Out, then in; each for one and for many. */
const SAID: Partial<Record<Relation, readonly [out: EdgeCondition['said'], into: EdgeCondition['said']]>> = {
  publish: [
    ['publishes to no topic', 'publish to no topic'],
    ['is published to by nothing', 'are published to by nothing'],
  ],
  subscribe: [
    ['subscribes to no topic', 'subscribe to no topic'],
    ['is subscribed to by nothing', 'are subscribed to by nothing'],
  ],
  consume: [
    ['consumes no topic and no API', 'consume no topic and no API'],
    ['is consumed by nothing', 'are consumed by nothing'],
  ],
  call: [
    ['calls nothing', 'call nothing'],
    ['is called by nothing', 'are called by nothing'],
  ],
  depend: [
    ['depends on nothing', 'depend on nothing'],
    ['has nothing that depends on it', 'have nothing that depends on them'],
  ],
  use: [
    ['uses nothing', 'use nothing'],
    ['is used by nothing', 'are used by nothing'],
  ],
  provide: [
    ['provides no API', 'provide no API'],
    ['is provided by nothing', 'are provided by nothing'],
  ],
  belong: [
    ['is part of no system', 'are part of no system'],
    ['has no parts', 'have no parts'],
  ],
};

function condition(relation: Relation, direction: Direction, has: boolean): EdgeCondition | null {
  const said = SAID[relation]?.[direction === 'out' ? 0 : 1];
  const types: readonly RelationType[] = relation === 'belong' ? ['partOf'] : relationEnds[relation].types;
  return said ? { types, direction, has, said } : null;
}
