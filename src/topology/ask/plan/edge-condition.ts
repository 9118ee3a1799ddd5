import type { NodeKind, RelationType } from '../../../core/topology.ts';
import type { Direction } from '../../topology-graph.ts';
import type { Relation } from '../read/meanings.ts';
import type { EdgeCondition } from './plan.ts';
import { relationEnds } from './relation-ends.ts';
import type { Signals } from './signals.ts';

export const JUDGED: readonly NodeKind[] = ['service', 'api', 'resource'];

/** “that call nothing”, “nobody calls”: where “nobody” stands before the verb, the listed services are called. */
export function edgeCondition(signals: Signals, has: boolean): EdgeCondition | null {
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
