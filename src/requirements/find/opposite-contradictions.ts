import type { Word } from '../read/words.ts';
import { anyOpposite, type Opposites, oppositePhrases } from '../vocabulary/opposites.ts';
import type { Phrases } from '../vocabulary/phrases.ts';
import { type Contradiction, pairsByKey } from './contradiction.ts';
import { type Stance, samePeople } from './stances.ts';
import { actorsOf, isSubset } from './subject-terms.ts';

/** A clause that takes one side of a pair of opposites. */
interface Side {
  readonly stance: Stance;
  readonly row: Opposites;
  readonly side: 'one' | 'other';
  readonly clash: string;
  /** What is left of the clause's subject. */
  readonly rest: ReadonlySet<string>;
}

const NEGATION = /^(?:not|no|never|cannot|without|don't|doesn't)$/;

function phraseText(
  { clause: { statement } }: Stance,
  words: readonly Word[],
  phrases: Phrases<true>,
): string | null {
  const found = phrases.find(words)[0];
  const [first, last] = found ? [words[found.from], words[found.to - 1]] : [];
  return first && last ? statement.text.slice(first.start, last.end) : null;
}

/** The side that a clause takes; none where it names both. A negated phrase takes the opposite side. */
function sidesOf(stance: Stance): Side[] {
  const { words } = stance.clause;
  if (!anyOpposite.has(words)) return [];
  return oppositePhrases.flatMap(({ row, one, other, dropped }): Side[] => {
    const [first, second] = [phraseText(stance, words, one), phraseText(stance, words, other)];
    const clash = first ?? second;
    if (clash === null || (first !== null && second !== null)) return [];
    if (stance.says === 'exclude') return [];
    const denies = stance.says === 'forbid' || stance.says === 'optional';
    const negated = row.negatable && denies && !NEGATION.test(clash.split(/\s/)[0]?.toLowerCase() ?? '');
    if (
      !row.negatable &&
      stance.says === 'forbid' &&
      words.length > 0 &&
      !coversNegation(words, first === null ? other : one)
    )
      return [];
    const side = (first !== null) !== negated ? 'one' : 'other';
    const people = row.people ? stance.actors : [];
    const rest = new Set([...stance.terms, ...people].filter((key) => !dropped.has(key)));
    return [{ stance, row, side, clash, rest }];
  });
}

/** Whether the clause's negation is part of the phrase: “cannot be changed”. */
function coversNegation(words: readonly Word[], phrases: Phrases<true>): boolean {
  const found = phrases.find(words);
  return words.every(
    ({ lower }, at) => !NEGATION.test(lower) || found.some(({ from, to }) => at >= from && at < to),
  );
}

const ACCOUNT = 'general one';

function sameMatter(one: Side, other: Side): boolean {
  const shared = [...one.rest].some((key) => other.rest.has(key));
  switch (one.row.subject) {
    case 'same':
      return shared && one.rest.size === other.rest.size && isSubset(one.rest, other.rest);
    case 'part':
      return (
        (shared || one.rest.size + other.rest.size === 0) &&
        (isSubset(one.rest, other.rest) || isSubset(other.rest, one.rest))
      );
    case 'one covers other':
      return shared && isSubset(one.rest, other.rest);
    case 'any':
      return isSubset(one.rest, other.rest) || isSubset(other.rest, one.rest);
    default:
      return isSubset(one.rest, other.rest);
  }
}

function contradiction(a: Side, b: Side): Contradiction | null {
  if (a.row !== b.row || a.side === b.side || a.stance.statement === b.stance.statement) return null;
  const [one, other] = a.side === 'one' ? [a, b] : [b, a];
  if (!sameMatter(one, other)) return null;
  const isAccount = a.row.subject === ACCOUNT;
  const people = ({ stance }: Side): ReadonlySet<string> =>
    isAccount ? actorsOf([...stance.clause.subject, ...stance.clause.words]) : stance.actors;
  if (!samePeople(people(a), people(b), isAccount)) return null;
  return {
    first: a.stance.statement,
    second: b.stance.statement,
    clash: [a.clash, b.clash],
    reason: 'opposites',
  };
}

/** Statements that take opposite sides in the same matter: with and without an account, on and off by default. */
export function oppositeContradictions(stances: readonly Stance[]): Contradiction[] {
  const pairs = pairsByKey(stances.flatMap(sidesOf), ({ row, rest }) => [
    ...[...rest].map((key) => `${row.name} ${key}`),
    ...(rest.size === 0 ? [row.name] : []),
    ...(row.subject === 'any' || row.subject === ACCOUNT ? [`${row.name} anything`] : []),
  ]);
  return [...pairs].map(([a, b]) => contradiction(a, b)).filter((found) => found !== null);
}
