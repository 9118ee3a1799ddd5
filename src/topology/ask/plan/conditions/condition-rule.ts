import type { NodeKind } from '../../../../core/topology.ts';
import { type Claim, meaningOf } from '../../read/reading.ts';
import type { Condition, RelationAsk, Term } from '../plan.ts';
import { relationEnds } from '../relation-ends.ts';
import type { Rule } from '../rule.ts';
import type { Signals } from '../signals.ts';
import { readSegment, type SegmentSaying } from './read-segment.ts';
import { readTimes } from './read-times.ts';
import { type Joint, type Segment, segmentsOf } from './segments.ts';

const KINDS = [
  ...([
    'verb',
    'role',
    'noun',
    'negation',
    'missing',
    'but',
    'except',
    'both',
    'have',
    'any',
    'all',
  ] as const),
  ...(['property', 'type', 'downstream', 'upstream', 'direct', 'graph'] as const),
] as const;

/**
 * Several conditions of one thing: “services that publish to A but not to B”, “topics with publishers and without
 * subscribers”, “who reads A or B”. Undefined where one relation or one list says all.
 */
export const conditionRule: Rule = (signals) => {
  if (signals.isYesNo || signals.has('most', 'hub', 'cycle', 'field', 'path', 'affected', 'transitive'))
    return undefined;
  if (asksTwice(signals)) return undefined;
  const segments = segmentsOf(signals);
  if (segments.length < 2 && !signals.has('negation', 'verb')) return undefined;
  const read = readConditions(segments, signals);
  if (!read || 'refused' in read) return read ?? undefined;
  const { conditions, used } = read;
  const kinds = kindsAsked(signals, conditions);
  if (!kinds || !isForConditions(conditions, signals)) return undefined;
  return {
    plan: { kind: 'conditions', kinds, conditions, counts: signals.asks('count') },
    kinds: KINDS,
    used,
  };
};

/** “who publishes A and who reads B”: two questions, and not two conditions. */
const asksTwice = ({ claims }: Signals): boolean =>
  claims.some((claim, at) => {
    const ask = meaningOf(claim, 'ask')?.ask;
    const isAsked = ask === 'who' || ask === 'which';
    return isAsked && meaningOf(claims[at - 1], 'and') !== undefined;
  });

type ReadAll =
  | { readonly conditions: readonly Condition[]; readonly used: readonly Claim[] }
  | Extract<ReturnType<typeof readSegment>, { refused: unknown }>
  | null;

function readConditions(segments: readonly Segment[], signals: Signals): ReadAll {
  const conditions: Condition[] = [];
  const used: Claim[] = [];
  let ask: RelationAsk | null = null;
  let isJoinedByAnd = false;
  for (const segment of segments) {
    const saying = readSegment(segment, signals, { ask, isNamed: signals.names.length > 0 });
    if (!saying || 'refused' in saying) return saying;
    used.push(...saying.used);
    if (saying.terms.length === 0) continue;
    const isShort = saying.ask === ask && ask !== null;
    const joined = joinedTo(conditions.at(-1), saying, segment.joint, isShort);
    if (joined === 'unclear' || (joined && isJoinedByAnd && segment.joint === 'or')) return null;
    if (joined) conditions[conditions.length - 1] = joined;
    else conditions.push(...apart(saying, conditions.at(-1), segment.joint, isShort));
    isJoinedByAnd = segment.joint === 'and' && isShort && !joined;
    ask = saying.ask ?? ask;
  }
  return { conditions, used };
}

/** The condition before with what “or” adds; of what is denied, “and” adds as well. Null where a new one begins. */
function joinedTo(
  before: Condition | undefined,
  { terms, negated }: SegmentSaying,
  joint: Joint | null,
  isShort: boolean,
): Condition | 'unclear' | null {
  if (!before || (joint !== 'or' && joint !== 'and')) return null;
  if (before.negated && isShort && !negated) return { ...before, any: [...before.any, ...terms] };
  if (joint === 'and') return null;
  // “calls X or not Y” is a puzzle.
  if (before.negated !== negated) return 'unclear';
  return { ...before, any: [...before.any, ...terms] };
}

/** Names side by side are each a condition; where they are denied, none of them holds. */
function apart(
  { terms, negated }: SegmentSaying,
  before: Condition | undefined,
  joint: Joint | null,
  isShort: boolean,
): Condition[] {
  const denies = negated || (isShort && joint !== 'but' && before?.negated === true);
  if (denies) return [{ any: terms, negated: true }];
  return terms.map((term) => ({ any: [term], negated: false }));
}

/** Where one relation with named things is all that is said, the plainer plan says it better. */
function isForConditions(conditions: readonly Condition[], signals: Signals): boolean {
  const terms = conditions.flatMap(({ any }) => any);
  if (terms.length === 0) return false;
  const isNamed = terms.some(({ by }) => by !== 'some relation');
  if (terms.length === 1 && terms[0]?.by === 'some relation') return terms[0].times !== null;
  if (terms.length === 1)
    return (conditions[0]?.negated === true && isNamed) || (terms[0]?.by === 'trait' && terms[0].uses);
  if (conditions.some(({ any, negated }) => negated || any.length > 1)) return true;
  const asks = new Set(terms.map(askKey));
  return asks.size > 1 || saysAlso(signals);
}

const askKey = (term: Term): string =>
  'ask' in term ? `${term.by} ${term.ask.relation} ${term.ask.asked}` : term.by;

/** “and also”: one thing does all of it; a plain “and” may join two questions. */
const saysAlso = (signals: Signals): boolean =>
  signals.reading.words.some(({ lower }) => /^(?:also|too)$/.test(lower));

/** The noun that is asked for, or what stands at the asked end; null where neither tells, or where nouns differ. */
function kindsAsked(signals: Signals, conditions: readonly Condition[]): readonly NodeKind[] | null {
  const nouns = signals.all('noun').filter(({ claim }) => !isObject(claim, signals));
  const kinds = nouns[0]?.meaning.kinds;
  if (kinds) return nouns.every(({ meaning }) => meaning.kinds.join() === kinds.join()) ? kinds : null;
  const [first] = conditions.flatMap(({ any, negated }) => (negated ? [] : any));
  if (!first || !('ask' in first)) return signals.asks('who') ? ['service'] : null;
  const { relation, asked } = first.ask;
  return asked === 'from' ? relationEnds[relation].from : [];
}

/** “publish no topic”, “without a team”: the noun is what is not there. */
function isObject(noun: Claim, signals: Signals): boolean {
  const before = signals.claims
    .slice(0, signals.claims.indexOf(noun))
    .findLast((claim) => !meaningOf(claim, 'filler') && !meaningOf(claim, 'to') && !meaningOf(claim, 'any'));
  if (before === undefined) return false;
  if (readTimes(signals)?.claims.includes(before)) return true;
  if (meaningOf(before, 'missing')) return true;
  if (meaningOf(before, 'negation') ?? meaningOf(before, 'verb'))
    return signals.claims.slice(0, signals.claims.indexOf(before)).some((claim) => meaningOf(claim, 'noun'));
  return meaningOf(before, 'have') !== undefined && meaningOf(noun, 'noun')?.kinds.includes('owner') === true;
}
