import type { Word } from '../read/words.ts';
import { alternatives } from '../vocabulary/alternatives.ts';
import { conditionWords } from '../vocabulary/content-words.ts';
import { type Contradiction, pairsByKey } from './contradiction.ts';
import { type Stance, samePeople } from './stances.ts';
import { isSubset, without } from './subject-terms.ts';

const MOST_EXTRA_WORDS = 3;

const cut = ({ clause: { statement, words } }: Stance): string =>
  statement.text.slice(words[0]?.start ?? 0, words.at(-1)?.end ?? 0);

const demands = ({ says }: Stance): boolean => says === 'require' || says === 'allow';

/** Whether all that `narrow` speaks of is in `wide`, with no condition and little else beside it. */
function covers(wide: Stance, narrow: Stance, mostExtra: number): boolean {
  if (!isSubset(narrow.terms, wide.terms)) return false;
  const extra = without(wide.terms, narrow.terms);
  const limit = narrow.terms.size === 1 ? Math.min(1, mostExtra) : mostExtra;
  return extra.size <= limit && ![...extra].some((word) => conditionWords.has(word));
}

/** Whether what is out of scope is asked for after all; a single word may mean something else in a longer sentence. */
function rulesOut({ allTerms }: Stance, { terms, allTerms: asked }: Stance): boolean {
  return isSubset(allTerms, asked) && (allTerms.size > 1 || terms.size <= MOST_EXTRA_WORDS);
}

/** “Must” against “must not”, “optional” against “must”, “out of scope” against both. */
function modality(a: Stance, b: Stance): Contradiction['reason'] | null {
  const [denied, demanded] = demands(a) ? [b, a] : [a, b];
  if (demands(denied) || !demands(demanded)) return null;
  if (denied.says === 'exclude') return rulesOut(denied, demanded) ? 'scope' : null;
  if (!samePeople(denied.actors, demanded.actors, false)) return null;
  if (denied.says === 'optional')
    return demanded.says === 'require' && demanded.strength === 'must' && covers(demanded, denied, 1)
      ? 'optional'
      : null;
  // A plain “is not” tells of this thing only, a “must not” of all its kinds.
  return covers(demanded, denied, denied.strength === 'stated' ? 0 : MOST_EXTRA_WORDS) ? 'modality' : null;
}

/** “Only admins may delete” against “members can delete”. */
function onlyPeople(a: Stance, b: Stance): boolean {
  const [only, other] = a.onlyActors.size > 0 ? [a, b] : [b, a];
  if (only.onlyActors.size === 0 || other.onlyActors.size > 0 || !demands(only) || !demands(other))
    return false;
  const outsiders = without(other.actors, only.onlyActors);
  const terms = without(other.terms, new Set(['own', 'their']));
  return outsiders.size > 0 && outsiders.size === other.actors.size && sameAction(only.terms, terms);
}

const sameAction = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size > 0 &&
  isSubset(one, other) &&
  other.size - one.size <= 2 &&
  ![...other].some((word) => conditionWords.has(word));

interface Named {
  readonly family: string;
  readonly name: string;
}

/** Members of a family that the words name. */
const named = (words: readonly Word[]): Named[] =>
  alternatives.find(words).map(({ from, to, value }) => ({
    family: value,
    name: words
      .slice(from, to)
      .map(({ stem }) => stem)
      .join(' '),
  }));

/** What “only” stands right before, or right after: “only PDF”, “PDF only”. */
function onlyNamed({ words }: Stance['clause']): Named[] {
  const at = words.findIndex(({ lower }) => lower === 'only' || lower === 'exclusively');
  if (at < 0) return [];
  const near = named(words.slice(at + 1, at + 5));
  return near.length > 0 ? near : named(words.slice(Math.max(0, at - 3), at));
}

/** “Exports only PDF” against “exports CSV”: another member of the same family, in the same matter. */
function onlyThing(a: Stance, b: Stance): boolean {
  for (const [only, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const allowed = demands(only) && demands(other) ? onlyNamed(only.clause) : [];
    const family = allowed[0]?.family;
    if (family === undefined) continue;
    const rivals = named(other.clause.words).filter(
      (one) => one.family === family && !allowed.some(({ name }) => name === one.name),
    );
    const names = new Set([...allowed, ...rivals].flatMap(({ name }) => name.split(' ')));
    const [mine, theirs] = [without(only.terms, names), without(other.terms, names)];
    const wholeProduct = (family === 'platform' || family === 'language') && mine.size === 0;
    if (rivals.length > 0 && (wholeProduct || [...mine].some((word) => theirs.has(word)))) return true;
  }
  return false;
}

function contradiction(a: Stance, b: Stance): Contradiction | null {
  if (a.statement === b.statement) return null;
  const reason = modality(a, b) ?? (onlyPeople(a, b) || onlyThing(a, b) ? 'only' : null);
  return reason && { first: a.statement, second: b.statement, clash: [cut(a), cut(b)], reason };
}

const keysOf = ({ terms, clause }: Stance): string[] => [
  ...terms,
  ...named(clause.words).map(({ family }) => `family ${family}`),
];

/** Statements that demand what another forbids, leaves free, rules out or keeps for others. */
export const stanceContradictions = (stances: readonly Stance[]): Contradiction[] =>
  [...pairsByKey(stances, keysOf)].map(([a, b]) => contradiction(a, b)).filter((found) => found !== null);
