import type { RelationType } from '../../../core/topology.ts';
import type { Direction } from '../../topology-graph.ts';
import type { Relation } from '../read/meanings.ts';
import { relationEnds } from './relation-ends.ts';
import type { Rule } from './rule.ts';
import type { Signals } from './signals.ts';

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
