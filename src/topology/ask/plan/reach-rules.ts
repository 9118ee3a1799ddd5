import type { NodeKind } from '../../../core/topology.ts';
import { meaningOf } from '../read/reading.ts';
import { chooseAll } from './choose-all.ts';
import type { Proposal, Rule } from './rule.ts';
import { choose, type Signals } from './signals.ts';

const RUNNING: readonly NodeKind[] = ['service', 'resource', 'api'];
const MAY_FAIL: readonly NodeKind[] = [...RUNNING, 'topic', 'system', 'owner', 'message'];

/** “within 2 hops”, “directly”; null where no limit is said. */
function hopsOf(signals: Signals): { maxHops: number | null; used: Proposal['used'] } {
  const number = signals.numbers.find((claim) => meaningOf(signals.neighbour(claim, 1), 'hops'));
  if (number) return { maxHops: number.number, used: [number] };
  return { maxHops: signals.has('direct') && !signals.has('transitive') ? 1 : null, used: [] };
}

function reach(signals: Signals, way: 'affected' | 'needs', readAs: string | null = null): ReturnType<Rule> {
  const chosen = chooseAll(signals.names, RUNNING, MAY_FAIL);
  if ('refused' in chosen) return chosen;
  const { maxHops, used } = hopsOf(signals);
  const counts = signals.asks('count');
  return {
    plan: { kind: 'reach', way, of: chosen.nodes, maxHops, only: signals.kinds, counts, readAs },
    kinds: [
      ...([
        'affected',
        'down',
        'if',
        'direct',
        'transitive',
        'hops',
        'noun',
        'verb',
        'role',
        'any',
        'all',
      ] as const),
      ...(['have', 'work', 'missing', 'upstream', 'downstream', 'path', 'how', 'both', 'missing'] as const),
    ],
    used: [...signals.names, ...used],
  };
}

/** “what breaks if X is down”, “who is affected when X fails”, “blast radius of X”, “everything downstream of X”. */
export const affectedRule: Rule = (signals) => {
  if (signals.names.length === 0 || signals.has('property')) return undefined;
  if (signals.has('downstream')) return reach(signals, 'affected', 'what is affected when it is down');
  if (signals.has('upstream')) return reach(signals, 'needs', 'what it needs to work');
  const breaks = signals.has('affected') || (signals.has('down') && signals.has('if'));
  if (breaks && !signals.has('work') && (signals.has('down') || signals.all('affected').length > 0)) {
    // “what happens if checkout calls cart” is about a call, not about an end.
    if (signals.has('verb') && !signals.has('down')) return undefined;
    return reach(signals, 'affected');
  }
  return undefined;
};

const DEPENDS = new Set(['depend', 'use', 'call']);

/** “what does X need to work”, “everything that X depends on, directly or not”, “who depends on X indirectly”. */
export const needsRule: Rule = (signals) => {
  if (signals.names.length === 0) return undefined;
  if (signals.has('work') && (signals.has('verb') || signals.has('down')))
    return reach(signals, isNeeded(signals) ? 'affected' : 'needs');
  if (!signals.has('transitive', 'hops') || signals.names.length > 1) return undefined;
  const [verb] = signals.all('verb');
  const [role] = signals.all('role');
  const relation = verb?.meaning.relation ?? role?.meaning.relation;
  if (!relation || !DEPENDS.has(relation)) return undefined;
  const [name] = signals.names;
  const isBefore = verb && name && name.from < verb.claim.from;
  const by = signals.has('by');
  const asksTo = role ? role.meaning.asked === 'to' : isBefore !== by;
  return reach(signals, asksTo ? 'needs' : 'affected');
};

/** “who needs X to be up”: X is what is needed, unless it is needed *for* X. */
function isNeeded(signals: Signals): boolean {
  const [verb] = signals.all('verb');
  const [name] = signals.names;
  if (!verb || !name || verb.meaning.isParticiple || signals.names.length > 1) return false;
  const before = signals.reading.words[name.from - 1]?.lower;
  return verb.claim.to <= name.from && before !== 'for' && !signals.has('by');
}

/** “how does A reach B”, “path from A to B”, “is A connected to B”, “all ways between A and B”. */
export const pathRule: Rule = (signals) => {
  const talks = signals.all('verb').some(({ meaning }) => meaning.relation === 'talk');
  if (
    !signals.has('path', 'reach', 'connected', 'hops') &&
    !talks &&
    !(signals.has('between') && signals.has('edge'))
  )
    return undefined;
  if (signals.names.length !== 2 || (talks && asksTalkers(signals))) return undefined;
  const [first, second] = ordered(signals);
  if (!first || !second) return undefined;
  const from = choose(first, RUNNING, null);
  if ('refused' in from) return from;
  const to = choose(second, RUNNING, null);
  if ('refused' in to) return to;
  const [a, b] = [from.nodes[0], to.nodes[0]];
  if (!a || !b) return undefined;
  const eitherWay = signals.has('between', 'connected') || talks;
  const all =
    signals.has('all') ||
    signals.asks('count') ||
    signals.all('path').some(({ claim }) => /s$/.test(signals.reading.words[claim.to - 1]?.lower ?? ''));
  return {
    plan: {
      kind: 'path',
      from: a,
      to: b,
      all: all && !signals.has('shortest'),
      eitherWay,
      counts: signals.asks('count'),
      isYesNo: signals.isYesNo,
    },
    kinds: [
      ...([
        'path',
        'reach',
        'connected',
        'between',
        'all',
        'any',
        'shortest',
        'how',
        'direct',
        'transitive',
      ] as const),
      ...(['edge', 'verb', 'have', 'noun', 'graph', 'hops', 'both'] as const),
    ],
    used: signals.names,
  };
};

/** “which services talk to both A and B”: who talks is asked, and no way. */
const asksTalkers = (signals: Signals): boolean => {
  const talk = signals.all('verb').find(({ meaning }) => meaning.relation === 'talk');
  const isBehind = talk !== undefined && signals.names.every(({ from }) => from >= talk.claim.to);
  return isBehind && (signals.asks('who') || signals.kinds?.includes('service') === true);
};

/** “to B from A” begins at A. */
function ordered(signals: Signals) {
  const [first, second] = signals.names;
  if (!first || !second) return [];
  const isFrom = (name: typeof first): boolean =>
    meaningOf(signals.neighbour(name, -1), 'from') !== undefined;
  return isFrom(second) && !isFrom(first) ? [second, first] : [first, second];
}
