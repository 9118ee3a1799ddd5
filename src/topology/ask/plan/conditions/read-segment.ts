import type { NodeKind } from '../../../../core/topology.ts';
import type { NodeName } from '../../../topology-graph.ts';
import { type Claim, meaningOf, type NameClaim } from '../../read/reading.ts';
import { chooseAll } from '../choose-all.ts';
import type { Refusal, RelationAsk, Term } from '../plan.ts';
import { relationEnds } from '../relation-ends.ts';
import { verbClause } from '../relation-rule.ts';
import { Signals } from '../signals.ts';
import { readTimes } from './read-times.ts';
import type { Segment } from './segments.ts';

/** What one part says: terms, and whether it denies them; `ask` is what a part without a verb takes over. */
export interface SegmentSaying {
  readonly terms: readonly Term[];
  readonly negated: boolean;
  readonly ask: RelationAsk | null;
  readonly used: readonly Claim[];
}

type Read = SegmentSaying | { readonly refused: Refusal } | null;

/** What the other parts say, where a part leaves it out. */
export interface Around {
  readonly ask: RelationAsk | null;
  /** Something is named elsewhere: a verb that stands alone may be about that. */
  readonly isNamed: boolean;
}

/** Reads one part of a question; null where it says something else than conditions do. */
export function readSegment(segment: Segment, { reading }: Signals, around: Around): Read {
  const part = new Signals({ ...reading, claims: segment.claims });
  const denials = part.claims.filter((claim) => meaningOf(claim, 'negation') ?? meaningOf(claim, 'missing'));
  if (denials.length > 1 || part.all('verb').length > 1 || part.all('role').length > 1) return null;
  const negated = denials.length > 0;
  if (part.has('except')) return excluded(part, negated);
  if (part.has('downstream', 'upstream')) return reached(part, negated);
  const [role] = part.all('role');
  const [verb] = part.all('verb').filter(({ claim }) => claim !== role?.claim);
  if (role && verb) return null;
  if (role) return related(part, { ...role.meaning }, part.names, negated);
  if (verb) return ofVerb(part, verb.claim, negated, around);
  if (part.kinds?.includes('owner') && part.names.length === 0)
    return related(part, { relation: 'own', asked: 'from' }, [], negated);
  if (part.names.length > 0 && around.ask) return related(part, around.ask, part.names, negated);
  return part.names.length > 0 ? null : trait(part, negated);
}

const saying = (
  terms: readonly Term[],
  negated: boolean,
  used: readonly Claim[],
  ask: RelationAsk | null = null,
): SegmentSaying => ({ terms, negated, ask, used });

/** “except Y”: that node and no other is left out. */
function excluded(part: Signals, negated: boolean): Read {
  if (negated || part.names.length === 0 || part.has('verb', 'role')) return null;
  const chosen = chooseAll(part.names, ['service', 'topic'], null);
  if ('refused' in chosen) return chosen;
  return saying(
    chosen.nodes.map((of) => ({ by: 'node', of })),
    true,
    part.names,
  );
}

function reached(part: Signals, negated: boolean): Read {
  if (part.names.length === 0 || part.has('verb', 'role')) return null;
  const chosen = chooseAll(part.names, ['service', 'resource', 'api'], null);
  if ('refused' in chosen) return chosen;
  const way = part.has('downstream') ? 'affected' : 'needs';
  return saying(
    chosen.nodes.map((of) => ({ by: 'reach', way, of })),
    negated,
    part.names,
  );
}

function ofVerb(part: Signals, verb: Claim, negated: boolean, { isNamed }: Around): Read {
  const meaning = meaningOf(verb, 'verb');
  if (!meaning || verb.type !== 'phrase') return null;
  const { relation, isParticiple } = meaning;
  const { from, to, passive } = verbClause(part, verb, relation, isParticiple);
  if (from.length > 0 && to.length > 0) return null;
  const counted = readTimes(part);
  if (part.unknown.some((claim) => !counted?.claims.includes(claim))) {
    const [unknown] = part.unknown;
    if (!unknown || part.unknown.length > 1 || relation !== 'use' || part.names.length > 0) return null;
    return saying([{ by: 'trait', words: unknown.written, uses: true }], negated, [unknown]);
  }
  if (from.length > 0) return related(part, { relation, asked: 'to' }, from, negated);
  if (to.length > 0) return related(part, { relation, asked: 'from' }, to, negated);
  if (isNamed && !negated && !counted && !part.has('any')) return null;
  // “nobody subscribes to”: what is asked for stands at the other end.
  const isSubject = part.claims
    .slice(0, part.claims.indexOf(verb))
    .some((claim) => /^(?:nobody|no|noone|none|nothing|anybody|somebody)$/.test(wordOf(part, claim)));
  return related(part, { relation, asked: passive || isSubject ? 'to' : 'from' }, [], negated);
}

const wordOf = ({ reading }: Signals, claim: Claim): string => reading.words[claim.from]?.lower ?? '';

const isWith =
  (part: Signals) =>
  (claim: Claim): boolean =>
    wordOf(part, claim) === 'with';

/** Relationships with the named nodes, or with any where none is named. */
function related(part: Signals, ask: RelationAsk, names: readonly NameClaim[], negated: boolean): Read {
  const counted = readTimes(part);
  if (part.unknown.some((claim) => !counted?.claims.includes(claim))) return null;
  if (names.length > 0 && counted) return null;
  if (names.length === 0) {
    // “with publishers” is said of the end that is published to.
    const [role] = part.all('role');
    const isSaidToBe =
      counted !== null || part.has('have', 'missing', 'negation') || part.claims.some(isWith(part));
    if (role && !isSaidToBe) return null;
    const isOwner = ask.relation === 'own' && !role;
    const asked = role || isOwner ? (ask.asked === 'from' ? 'to' : 'from') : ask.asked;
    const { relation } = ask;
    const term: Term = { by: 'some relation', ask: { relation, asked }, times: counted?.times ?? null };
    return saying([term], negated, counted?.claims ?? []);
  }
  const ends = relationEnds[ask.relation];
  const [usual, fitting]: readonly (readonly NodeKind[])[] =
    ask.asked === 'from' ? [ends.to, ends.mayBeTo] : [ends.from, ends.mayBeFrom];
  const chosen = chooseAll(names, usual ?? null, fitting);
  if ('refused' in chosen) return chosen;
  return saying(chosen.nodes.map(relationWith(ask)), negated, names, ask);
}

const relationWith =
  (ask: RelationAsk) =>
  (of: NodeName): Term => ({ by: 'relation', ask, of });

/** “tagged core”, “kafka topics”. */
function trait(part: Signals, negated: boolean): Read {
  const [unknown] = part.unknown;
  if (!unknown) return part.has('property', 'type') || negated ? null : saying([], false, []);
  const isBeside = part.has('property', 'type', 'noun');
  if (part.unknown.length > 1 || unknown.isName || !isBeside) return null;
  return saying([{ by: 'trait', words: unknown.written, uses: false }], negated, [unknown]);
}
