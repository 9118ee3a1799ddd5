import { NODE_KINDS, type NodeKind, type RelationType } from '../../../core/topology.ts';
import type { Relation } from '../read/meanings.ts';

interface Ends {
  /** Kinds that stand at the end as a rule, and those that may. */
  readonly from: readonly NodeKind[];
  readonly to: readonly NodeKind[];
  readonly mayBeFrom: readonly NodeKind[];
  readonly mayBeTo: readonly NodeKind[];
  readonly types: readonly RelationType[];
}

const USERS: readonly NodeKind[] = ['service', 'resource', 'api', 'system', 'owner'];
const ANY: readonly NodeKind[] = NODE_KINDS;
const USED: readonly NodeKind[] = ['service', 'api', 'resource', 'topic', 'message', 'system'];

const messaging = (type: RelationType): Ends => ({
  from: ['service'],
  to: ['topic'],
  mayBeFrom: USERS,
  mayBeTo: ['topic', 'message', 'service', 'api', 'resource'],
  types: [type],
});

const using = (...types: RelationType[]): Ends => ({
  from: ['service'],
  to: ['service', 'api', 'resource'],
  mayBeFrom: USERS,
  mayBeTo: USED,
  types,
});

/** What may stand at the ends of a relation, and the edges that say it. */
export const relationEnds: Readonly<Record<Relation, Ends>> = {
  publish: messaging('publishes'),
  subscribe: messaging('subscribes'),
  consume: { ...messaging('subscribes'), to: ['topic', 'api'], types: ['subscribes', 'consumes'] },
  call: using('calls'),
  depend: using('dependsOn', 'calls', 'consumes'),
  use: using('dependsOn', 'calls', 'consumes', 'subscribes', 'publishes'),
  talk: using('calls', 'dependsOn', 'consumes', 'publishes', 'subscribes'),
  own: { from: ['owner'], to: ['service'], mayBeFrom: ['owner'], mayBeTo: ANY, types: ['owns'] },
  provide: { from: ['service'], to: ['api'], mayBeFrom: USERS, mayBeTo: ['api'], types: ['provides'] },
  contain: {
    from: ['topic', 'system'],
    to: ['message'],
    mayBeFrom: ['topic', 'system', 'owner'],
    mayBeTo: ['message', 'service', 'topic', 'api', 'resource'],
    types: ['carries', 'partOf'],
  },
  belong: {
    from: ['service'],
    to: ['system', 'owner'],
    mayBeFrom: ANY,
    mayBeTo: ['system', 'owner'],
    types: ['partOf', 'owns'],
  },
};
