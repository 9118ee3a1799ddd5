import type { Judged } from '../read/judge-statements.ts';
import { modalsIn } from '../read/modals.ts';
import { quantitiesOf } from '../read/quantities-of.ts';
import type { Word } from '../read/words.ts';
import { endUsers, strangers } from '../vocabulary/actor-words.ts';
import { emptyNouns } from '../vocabulary/content-words.ts';
import { type Modal, modalWords, type Strength } from '../vocabulary/modal-words.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { actorsOf, isGeneral, type Term, termsOf } from './subject-terms.ts';

/** What a clause says may, must or must not be, by whom. */
export interface Stance {
  readonly clause: Clause;
  readonly statement: Judged;
  readonly says: Modal['says'] | 'exclude';
  readonly strength: Strength;
  /** Who acts: before the verb, or after “by”. */
  readonly actors: ReadonlySet<string>;
  /** Actors that “only” stands before. */
  readonly onlyActors: ReadonlySet<string>;
  /** What is done, without who does it. */
  readonly terms: ReadonlySet<string>;
  /** With the words that are too general to be a subject by themselves. */
  readonly allTerms: ReadonlySet<string>;
}

const NEGATION = /^(?:not|never|don't|doesn't|isn't|aren't)$/;

/** A sentence without a modal: “The app does not store …”, “No ads.”. */
function plainSays(words: readonly Word[], strength: Strength): Pick<Stance, 'says' | 'strength'> {
  const first = words[0]?.lower;
  if (first === 'no' && words.slice(1).some(({ lower }) => /^(?:needed|necessary|required)$/.test(lower)))
    return { says: 'optional', strength: 'must' };
  if (first === 'no' && words.length <= 6) return { says: 'forbid', strength };
  if (
    words.length > 2 &&
    (/^(?:don't|never)$/.test(first ?? '') || (first === 'do' && words[1]?.lower === 'not'))
  )
    return { says: 'forbid', strength: 'must' };
  const negated = words.some(({ lower }, at) => NEGATION.test(lower) && words[at + 1]?.lower !== 'only');
  return { says: negated ? 'forbid' : 'require', strength };
}

function saysOf({ words, statement }: Clause): Pick<Stance, 'says' | 'strength'> {
  if (words[0]?.lower === 'no') return plainSays(words, 'must');
  const modals = modalsIn(words);
  const pick = (says: Modal['says']): Modal | undefined => modals.find((modal) => modal.says === says);
  const modal = pick('optional') ?? pick('forbid') ?? pick('allow') ?? pick('require');
  if (modal) return modal;
  const plain = plainSays(words, statement.strength);
  return plain.says === 'require' ? (statement.inherited ?? plain) : plain;
}

/** Words before the first modal or, without one, the first words: who acts. */
function actingWords({ words, subject }: Clause): readonly Word[] {
  const modal = words.findIndex((_, at) => modalWords.at(words, at) !== null);
  const by = words.findIndex(({ lower }) => lower === 'by');
  const before = modal > 0 ? words.slice(0, modal) : modal < 0 ? words.slice(0, 3) : [];
  return [...subject, ...before, ...(by < 0 ? [] : words.slice(by + 1, by + 4))];
}

const joinedByOr = (word: string): boolean => /^(?:and|or|the|registered|logged|in)$/.test(word);

/** Actors right after “only”, with those that “and” or “or” add. */
function actorsAfterOnly(words: readonly Word[]): Set<string> {
  const at = words.findIndex(({ lower }) => lower === 'only');
  if (at < 0) return new Set();
  const near = words.slice(at + 1, at + 8);
  const last = near.findIndex((word) => actorsOf([word]).size === 0 && !joinedByOr(word.lower));
  return actorsOf(near.slice(0, last < 0 ? near.length : Math.max(last, 2)));
}

/** Words that tell what is done: no amounts, nothing general, and not who does it. */
function isMatter(term: Term, acting: readonly Word[], actors: ReadonlySet<string>): boolean {
  const acts = term.words.some((word) => acting.includes(word));
  if (acts && term.words.some(({ singular }) => actors.has(singular))) return false;
  // “Users” are general where they act; what is done to users is done to users.
  const isObject = !acts && actorsOf(term.words).size > 0;
  return !emptyNouns.has(term.words[0]?.lower ?? '') && (isObject || !isGeneral(term));
}

function stanceOf(clause: Clause): Stance {
  const { statement, words, subject } = clause;
  const amounts = quantitiesOf(statement);
  const inherited = subject.filter((word) => !words.includes(word));
  const own = words.filter(({ start, end }) => !amounts.some((one) => start >= one.start && end <= one.end));
  const terms = termsOf([...inherited, ...own]);
  const acting = actingWords(clause);
  const actors = actorsOf(acting);
  const said =
    statement.kind === 'excluded' ? { says: 'exclude' as const, strength: 'must' as const } : saysOf(clause);
  return {
    clause,
    statement,
    ...said,
    actors,
    onlyActors: actorsAfterOnly(words),
    terms: new Set(terms.filter((term) => isMatter(term, acting, actors)).map(({ key }) => key)),
    allTerms: new Set(terms.map(({ key }) => key)),
  };
}

/** “Must not exceed 2 seconds” bounds an amount and forbids nothing. */
function boundsAmount({ statement, words }: Clause, says: Stance['says']): boolean {
  if (says !== 'forbid') return false;
  const [from, to] = [words[0]?.start ?? 0, words.at(-1)?.end ?? 0];
  return quantitiesOf(statement).some(({ start }) => start >= from && start < to);
}

/** Clauses of requirements, limits and goals with what they allow, demand or rule out; what is out of scope too. */
export function stancesOf(statements: readonly Judged[]): Stance[] {
  return statements
    .filter(({ kind }) => /^(?:requirement|constraint|goal|excluded)$/.test(kind))
    .flatMap((statement) => (statement.kind === 'excluded' ? excludedParts(statement) : clausesOf(statement)))
    .map(stanceOf)
    .filter(({ clause, says }) => !boundsAmount(clause, says));
}

/** “Out of scope: payments, mobile app and reports” rules out each of them. */
function excludedParts(statement: Judged): Clause[] {
  const { text, words } = statement;
  const colon = text.slice(0, 40).search(/:\s|:\*/);
  const listed = words.filter(({ start }) => start > colon);
  const parts: Word[][] = [[]];
  for (const [at, word] of listed.entries()) {
    const before = listed[at - 1];
    const breaks = before !== undefined && /,\s|[;(]/.test(text.slice(before.end, word.start));
    if (breaks || /^(?:and|or|but)$/.test(word.lower)) parts.push([]);
    parts.at(-1)?.push(word);
  }
  return parts.filter((part) => part.length > 0).map((part) => ({ statement, subject: [], words: part }));
}

const hasAny = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].some((each) => other.has(each));

/** Whether two clauses may speak of the same people: one names nobody, both name the same, or both mean end users. */
export function samePeople(
  one: ReadonlySet<string>,
  other: ReadonlySet<string>,
  strangersToo: boolean,
): boolean {
  if (one.size === 0 || other.size === 0 || hasAny(one, other)) return true;
  const isUser = (actor: string): boolean => endUsers.has(actor) && (strangersToo || !strangers.has(actor));
  return (one.has('user') && [...other].every(isUser)) || (other.has('user') && [...one].every(isUser));
}
