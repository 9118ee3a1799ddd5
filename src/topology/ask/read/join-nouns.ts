import type { NodeKind } from '../../../core/topology.ts';
import { ofKinds } from './of-kinds.ts';
import { type Claim, meaningOf, type NameClaim, type UnknownClaim } from './reading.ts';
import type { Word } from './words.ts';

interface Source {
  readonly text: string;
  readonly words: readonly Word[];
}

type Named = NameClaim | UnknownClaim;

const isNamed = (claim: Claim | undefined): claim is Named =>
  claim?.type === 'name' || claim?.type === 'unknown';

const isOwner = (claim: Claim | undefined): boolean =>
  claim?.type === 'name' && claim.candidates.some(({ node }) => node.kind === 'owner');

/** “owner quay”: not who owns it. */
const saysOwner = (noun: Claim | undefined, named: Claim): boolean =>
  meaningOf(noun, 'role')?.relation === 'own' && isOwner(named);

const kindsOf = (claim: Claim | undefined): readonly NodeKind[] | undefined => {
  const noun = meaningOf(claim, 'noun');
  return noun && !noun.isPlural ? noun.kinds : undefined;
};

/** Before these a noun asks, it does not say what the next name is. */
const ASKING = /^(?:which|what|many|no|any|each|every|whose|a|an)$/;

/**
 * Nouns beside names say what kind of thing is meant: “the orders topic”, “service checkout”, “a topic called orders”.
 */
export function joinNouns(claims: readonly Claim[], source: Source): Claim[] {
  return joinBehind(joinBefore(claims, source), source);
}

const touches = ({ text, words }: Source, left: Claim, right: Claim): boolean =>
  left.to === right.from &&
  /^[\s\-_“"`«»”]*$/.test(text.slice(words[left.to - 1]?.end, words[right.from]?.start));

/** “service checkout”, “topic called orders”. */
function joinBefore(claims: readonly Claim[], source: Source): Claim[] {
  const joined: Claim[] = [];
  for (const claim of claims) {
    const named = isNamed(claim) && !(claim.type === 'name' && claim.reference) ? claim : null;
    const before = joined.at(-1);
    const isCalled = named !== null && before !== undefined && saysName(before, source);
    const noun = isCalled ? joined.at(-2) : before;
    const kinds =
      named && noun && touches(source, noun, isCalled && before ? before : claim)
        ? (kindsOf(noun) ?? (saysOwner(noun, claim) ? (['owner'] as const) : undefined))
        : undefined;
    const asks = noun && ASKING.test(source.words[noun.from - 1]?.lower ?? '') && !isCalled;
    if (named && isCalled && !kinds && named.type === 'unknown')
      joined[joined.length - 1] = { ...named, isName: true };
    else if (named && kinds && noun && !asks) {
      if (isCalled) joined.pop();
      joined[joined.length - 1] = withKinds(named, kinds, noun.from, named.to);
    } else joined.push(claim);
  }
  return joined;
}

const saysName = (claim: Claim, { words }: Source): boolean =>
  claim.to === claim.from + 1 &&
  /^(?:called|named)$/.test(words[claim.from]?.lower ?? '') &&
  claim.type !== 'name';

/** “checkout service”, “the orders topic”. */
function joinBehind(claims: readonly Claim[], source: Source): Claim[] {
  const joined: Claim[] = [];
  for (const claim of claims) {
    const before = joined.at(-1);
    const kinds = kindsOf(claim);
    const isNoun = kinds !== undefined && isNamed(before) && !(before.type === 'name' && before.reference);
    if (isNoun && touches(source, before, claim))
      joined[joined.length - 1] = withKinds(before, kinds, before.from, claim.to);
    else joined.push(claim);
  }
  return joined;
}

function withKinds(named: Named, kinds: readonly NodeKind[], from: number, to: number): Named {
  if (named.type === 'unknown') return { ...named, from, to, kinds, isName: true };
  if (named.isSettled) return { ...named, from, to };
  const fitting = ofKinds(named.candidates, kinds);
  if (fitting.length > 0) return { ...named, from, to, kinds, candidates: fitting };
  const { written, start, end } = named;
  const others = named.candidates.map(({ node }) => node);
  return { type: 'unknown', from, to, written, start, end, isName: true, kinds, others };
}

const IS = /^(?:is|are|was|were)$/;

/** “order.created retention”: two things, and nothing else is said. */
const isBare = (claims: readonly Claim[]): boolean =>
  claims[0]?.type === 'name' && claims[1]?.type === 'unknown' && claims.length === 2;

/** An adverb beside a name is no part of it. */
const ADVERB = /ly$/i;

/** `checkout` is not what “checkout gateway” names. */
export function joinStrangers(claims: readonly Claim[], source: Source): Claim[] {
  // “is checkout experimental” says something of checkout.
  const says = claims.some((claim) => meaningOf(claim, 'verb') ?? meaningOf(claim, 'role'));
  if (!says && (IS.test(source.words[0]?.lower ?? '') || isBare(claims))) return [...claims];
  const joined: Claim[] = [];
  for (const claim of claims) {
    const before = joined.at(-1);
    const mayJoin =
      before !== undefined &&
      isNamed(before) &&
      isNamed(claim) &&
      isStranger(before, claim) &&
      touches(source, before, claim);
    if (!mayJoin) joined.push(claim);
    else joined[joined.length - 1] = strangerOf(before, claim, source.text);
  }
  return joined;
}

function isStranger(left: Named, right: Named): boolean {
  const both = [left, right];
  if (both.some((each) => each.type === 'name' && (each.reference || each.isSettled))) return false;
  if (both.some((each) => each.type === 'unknown' && (ADVERB.test(each.written) || each.others.length > 0)))
    return false;
  return left.type !== right.type;
}

function strangerOf(left: Named, right: Named, text: string): UnknownClaim {
  const known = left.type === 'name' ? left : right;
  return {
    ...{ type: 'unknown', from: left.from, to: right.to, start: left.start, end: right.end },
    ...{ written: text.slice(left.start, right.end), isName: true, kinds: right.kinds ?? left.kinds },
    others: known.type === 'name' ? known.candidates.slice(0, 1).map(({ node }) => node) : [],
  };
}
