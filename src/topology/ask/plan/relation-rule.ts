import type { NodeKind } from '../../../core/topology.ts';
import type { NodeName } from '../../topology-graph.ts';
import type { Relation } from '../read/meanings.ts';
import { type Claim, meaningOf, type NameClaim, type PhraseClaim } from '../read/reading.ts';
import { chooseAll } from './choose-all.ts';
import type { RelationAsk } from './plan.ts';
import { relationEnds } from './relation-ends.ts';
import type { Rule } from './rule.ts';
import { choose, type Signals } from './signals.ts';

/** A verb or a role noun, and on which end of it each name stands. */
interface Clause {
  readonly relation: Relation;
  readonly from: readonly NameClaim[];
  readonly to: readonly NameClaim[];
  /** Where no name stands at either end: the end that is asked for. */
  readonly asked: 'from' | 'to' | null;
}

const LEADS: ReadonlySet<Relation> = new Set<Relation>(['call', 'depend', 'use', 'talk', 'publish']);

/** “is published by”, “owned by”, “published to by”. */
function isPassive(signals: Signals, verb: PhraseClaim, isParticiple: boolean): boolean {
  const at = signals.claims.indexOf(verb);
  const isBy = signals.claims.slice(at + 1, at + 4).some((claim) => meaningOf(claim, 'by'));
  if (isBy) return true;
  // “is subscribed to” says what “subscribes to” says.
  const isStative = /^subscribed$/.test(signals.reading.words[verb.from]?.lower ?? '');
  const before = signals.claims.slice(0, at);
  return isParticiple && !isStative && before.some((claim) => meaningOf(claim, 'be'));
}

/** On which end of a verb each name stands. */
export function verbClause(
  signals: Signals,
  verb: PhraseClaim,
  relation: Relation,
  isParticiple: boolean,
): Clause & { readonly passive: boolean } {
  const passive = isPassive(signals, verb, isParticiple);
  const by = passive
    ? signals.claims.find((claim) => claim.from >= verb.to && meaningOf(claim, 'by'))
    : undefined;
  const isFrom = (name: NameClaim): boolean => {
    if (passive) return by !== undefined && name.from >= by.to;
    // “calls from A to B”: the prepositions tell, where reading “from” is not what the verb does.
    const isSaidFrom = meaningOf(signals.neighbour(name, -1), 'from') !== undefined && LEADS.has(relation);
    return name.from < verb.from || isSaidFrom;
  };
  const asked = signals.asks('who') || signals.kinds?.includes('service') ? 'from' : 'to';
  return {
    relation,
    from: signals.names.filter(isFrom),
    to: signals.names.filter((name) => !isFrom(name)),
    passive,
    asked: signals.names.length === 0 ? asked : null,
  };
}

/** “how many requests”: a noun that looks like a verb. */
const countsVerb = (signals: Signals): boolean =>
  signals.all('verb').some(({ claim }) => {
    const before = signals.claims[signals.claims.indexOf(claim) - 1];
    const word = signals.reading.words[claim.to - 1]?.lower ?? '';
    return meaningOf(before, 'ask')?.ask === 'count' && word.endsWith('s');
  });

/** “is A a consumer of B”: A is what the role says. Else every name is the other end. */
function roleClause(signals: Signals, role: PhraseClaim, relation: Relation, asked: 'from' | 'to'): Clause {
  const before = signals.names.filter((name) => name.to <= role.from);
  const after = signals.names.filter((name) => name.from >= role.to);
  const isCheck = signals.isYesNo && before.length > 0 && after.length > 0;
  const known = isCheck ? after : signals.names;
  const other = isCheck ? before : [];
  return { relation, asked, from: asked === 'from' ? other : known, to: asked === 'from' ? known : other };
}

function clausesOf(signals: Signals): Clause[] {
  const roles = signals.all('role');
  const verbs = signals.all('verb').filter(({ claim }) => !roles.some((role) => role.claim === claim));
  return [
    ...verbs.map(({ claim, meaning }) => verbClause(signals, claim, meaning.relation, meaning.isParticiple)),
    ...roles.map(({ claim, meaning }) => roleClause(signals, claim, meaning.relation, meaning.asked)),
  ];
}

/** “who publishes to T”, “what does X call”, “X's consumers”, “is A called by B”, “topics that A publishes and B reads”. */
export const relationRule: Rule = (signals) => {
  const clauses = clausesOf(signals);
  if (clauses.length === 0 || signals.names.length === 0 || countsVerb(signals)) return undefined;
  const handed = handOver(signals, clauses);
  if (handed) return handed;
  const [first] = clauses;
  if (clauses.length === 1 && first && first.from.length > 0 && first.to.length > 0)
    return check(signals, first);
  return related(signals, clauses);
};

const KINDS = ['verb', 'role', 'noun', 'direct', 'have', 'any', 'all', 'both', 'how'] as const;

/** A publishes what B reads. */
function handOver(signals: Signals, clauses: readonly Clause[]) {
  const [first, second] = signals.names;
  if (clauses.length !== 2 || signals.names.length !== 2 || !first || !second) return undefined;
  const asking = signals.all('ask').filter(({ meaning }) => meaning.ask === 'which' || meaning.ask === 'who');
  if (asking.length > 1) return undefined;
  const verbs = signals.all('verb').map(({ claim, meaning }) => ({ claim, relation: meaning.relation }));
  const verbOf = (name: NameClaim) => {
    const next = verbs.find(({ claim }) => claim.from >= name.to);
    return next && !signals.names.some((other) => other.from >= name.to && other.to <= next.claim.from)
      ? next
      : null;
  };
  const [a, b] = [verbOf(first), verbOf(second)];
  if (!a || !b || a.claim === b.claim) return undefined;
  const isReader = (relation: Relation): boolean => relation === 'subscribe' || relation === 'consume';
  if (a.relation === 'publish' && isReader(b.relation)) return checkOf(signals, 'publish', first, second);
  if (b.relation === 'publish' && isReader(a.relation)) return checkOf(signals, 'publish', second, first);
  return undefined;
}

function check(signals: Signals, { relation, from, to }: Clause): ReturnType<Rule> {
  const [left, right] = [from[0], to[0]];
  if (from.length !== 1 || to.length !== 1 || !left || !right) return undefined;
  return checkOf(signals, relation, left, right);
}

function checkOf(signals: Signals, relation: Relation, left: NameClaim, right: NameClaim): ReturnType<Rule> {
  const ends = relationEnds[relation];
  const from = choose(left, ends.from, ends.mayBeFrom);
  if ('refused' in from) return from;
  const to = choose(right, ends.to, ends.mayBeTo);
  if ('refused' in to) return to;
  const [a, b] = [from.nodes[0], to.nodes[0]];
  if (!a || !b || from.nodes.length > 1 || to.nodes.length > 1) return undefined;
  return {
    plan: {
      kind: 'check',
      relation,
      from: a,
      to: b,
      isYesNo: signals.isYesNo,
      mayBeIndirect: signals.has('transitive'),
    },
    kinds: [...KINDS, 'transitive', 'if'],
    used: [left, right],
  };
}

function related(signals: Signals, clauses: readonly Clause[]): ReturnType<Rule> {
  const asks: RelationAsk[] = [];
  for (const { relation, from, to } of clauses) {
    if (from.length > 0 && to.length > 0) return undefined;
    const asked = from.length > 0 ? 'to' : 'from';
    if (!asks.some((ask) => ask.relation === relation && ask.asked === asked)) asks.push({ relation, asked });
  }
  const [first] = asks;
  if (!first) return undefined;
  const chosen = chooseFor(signals.names, asks);
  if ('refused' in chosen) return chosen;
  if (isServiceHandled(signals, asks, chosen.nodes)) return undefined;
  const plan = {
    kind: 'related',
    of: chosen.nodes,
    asks,
    only: signals.kinds,
    counts: signals.asks('count'),
  } as const;
  return { plan, kinds: KINDS, used: signals.names as readonly Claim[] };
}

/** A service is sent to and read from by its topics; “who handles checkout” asks for something else. */
const isServiceHandled = (
  signals: Signals,
  asks: readonly RelationAsk[],
  nodes: readonly NodeName[],
): boolean =>
  nodes.some(({ kind }) => kind !== 'topic' && kind !== 'message') &&
  asks.some(
    ({ relation, asked }) => asked === 'from' && (relation === 'publish' || relation === 'subscribe'),
  ) &&
  !signals.has('to', 'from') &&
  !signals.has('role');

/** Every relation that is asked narrows what the names may stand for. */
function chooseFor(names: readonly NameClaim[], asks: readonly RelationAsk[]) {
  const ends = asks.map(({ relation, asked }): [readonly NodeKind[], readonly NodeKind[]] => {
    const { from, to, mayBeFrom, mayBeTo } = relationEnds[relation];
    return asked === 'from' ? [to, mayBeTo] : [from, mayBeFrom];
  });
  const meet = (lists: readonly (readonly NodeKind[])[]): NodeKind[] =>
    (lists[0] ?? []).filter((kind) => lists.every((list) => list.includes(kind)));
  const fitting = meet(ends.map(([, may]) => may));
  const preferred = meet(ends.map(([usual]) => usual));
  return chooseAll(names, preferred.length > 0 ? preferred : (ends[0]?.[0] ?? []), fitting);
}
