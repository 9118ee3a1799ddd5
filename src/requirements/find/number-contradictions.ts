import type { Judged } from '../read/judge-statements.ts';
import type { Quantity } from '../read/quantity.ts';
import { withoutYear } from '../read/read-dates.ts';
import { type Measure, sameMeasure } from '../vocabulary/content-words.ts';
import { type Contradiction, pairsByKey } from './contradiction.ts';
import { LATENCY, LIFE, type NumberClaim, numberClaims } from './number-claims.ts';
import { isSubset, without } from './subject-terms.ts';

function sameThing(a: NumberClaim, b: NumberClaim): boolean {
  if (a.measure === b.measure || a.measure === null || b.measure === null) return true;
  return sameMeasure.some(
    (group) => group.includes(a.measure as Measure) && group.includes(b.measure as Measure),
  );
}

const POPULATION = new Set([
  'concurr',
  'simultan',
  'activ',
  'daili',
  'month',
  'regist',
  'pay',
  'new',
  'parallel',
  'total',
  'peak',
  'account',
]);

function sameCounted(a: Quantity, b: Quantity): boolean {
  const [first, second] = [new Set(a.qualifiers), new Set(b.qualifiers)];
  const extra = [...without(first, second), ...without(second, first)];
  return (
    extra.length === 0 ||
    ((isSubset(first, second) || isSubset(second, first)) && !extra.some((word) => POPULATION.has(word)))
  );
}

/** Whether two claims speak of the same, or one of a part of what the other speaks of. */
function relation(a: NumberClaim, b: NumberClaim): 'same' | 'first is general' | 'second is general' | null {
  const [onlyA, onlyB] = [without(a.subject, b.full), without(b.subject, a.full)];
  if (onlyA.size > 0 && onlyB.size > 0) return null;
  // What one measures is unknown: then it must name nothing that the other does not.
  if (
    (a.measure === null && b.measure !== null && onlyA.size > 0) ||
    (b.measure === null && a.measure !== null && onlyB.size > 0)
  )
    return null;
  const sharesSubject = [...a.full].some((key) => b.full.has(key));
  if (!sharesSubject && (a.measure === null || a.measure !== b.measure)) return null;
  if (!sharesSubject && a.full.size > 0 && b.full.size > 0) return null;
  // Under different headings the same single word may be another thing.
  const [areaA, areaB] = [without(a.area, b.full), without(b.area, a.full)];
  const sharedWords = [...a.subject].filter((key) => b.subject.has(key)).length;
  if (areaA.size > 0 && areaB.size > 0 && sharedWords < 2) return null;
  if (onlyB.size > 0 || (!sharesSubject && b.full.size > 0)) return 'first is general';
  if (onlyA.size > 0 || (!sharesSubject && a.full.size > 0)) return 'second is general';
  return 'same';
}

const apart = (a: Quantity, b: Quantity): boolean => a.high < b.low || b.high < a.low;

function clashes(
  a: Quantity,
  b: Quantity,
  related: NonNullable<ReturnType<typeof relation>>,
): 'values' | 'bounds' | null {
  if (a.bound !== b.bound || a.bound === 'exact' || a.bound === 'range') {
    if (related !== 'same' && a.bound === b.bound) return null;
    return apart(a, b) ? (a.bound === b.bound ? 'values' : 'bounds') : null;
  }
  const isMost = a.bound === 'most';
  const [first, second] = isMost ? [a.high, b.high] : [b.low, a.low];
  if (related === 'same') return first === second ? null : 'values';
  // A part may be bound more strictly than the whole, not less.
  return (related === 'first is general' ? second > first : first > second) ? 'values' : null;
}

const WHOLE_ONLY = /^(?:date|day of year|period)$/;

const isDate = ({ dimension }: Quantity): boolean => dimension === 'date' || dimension === 'day of year';

/** Two amounts of one kind. A date without a year is compared with the other's day and month. */
function comparable(a: Quantity, b: Quantity): readonly [Quantity, Quantity] | null {
  if (isDate(a) && isDate(b)) return a.dimension === b.dimension ? [a, b] : [withoutYear(a), withoutYear(b)];
  return a.dimension === b.dimension && sameCounted(a, b) ? [a, b] : null;
}

function sameConditions(a: NumberClaim, b: NumberClaim): boolean {
  return [...a.conditions].every(([dimension, value]) => (b.conditions.get(dimension) ?? value) === value);
}

/** One is known to be a length of life, a delay or the like, and the other is not. */
const isUnlike = (a: Measure | null, b: Measure | null): boolean =>
  (a === null) !== (b === null) && !LATENCY.includes(a ?? b);

function contradiction(a: NumberClaim, b: NumberClaim): Contradiction | null {
  const amounts = a === b ? null : comparable(a.quantity, b.quantity);
  if (amounts === null || !sameThing(a, b) || !sameConditions(a, b)) return null;
  const related = relation(a, b);
  const wholeOnly =
    WHOLE_ONLY.test(a.quantity.dimension) || a.statement === b.statement || isUnlike(a.measure, b.measure);
  if (related === null || (related !== 'same' && wholeOnly)) return null;
  // Two clauses of one statement clash only where both name what they speak of.
  if (
    a.statement === b.statement &&
    (a.clause === b.clause || a.subject.size === 0 || a.quantity.bound !== b.quantity.bound)
  )
    return null;
  // Kept for 7 days and deleted after 14 are two lengths of one life.
  const areLives =
    related === 'same' &&
    [a, b].every(({ stated, measure }) => stated.bound === 'exact' && LIFE.includes(measure));
  const reason = areLives ? clashes(a.stated, b.stated, related) : clashes(...amounts, related);
  const cut = ({ statement, quantity }: NumberClaim): string =>
    statement.text.slice(quantity.start, quantity.end);
  return reason && { first: a.statement, second: b.statement, clash: [cut(a), cut(b)], reason };
}

const keysOf = ({ quantity, full, measure }: NumberClaim): string[] =>
  [...full, ...(measure === null ? [] : [`measure ${measure}`])].map(
    (key) => `${isDate(quantity) ? 'date' : quantity.dimension} ${key}`,
  );

/** Amounts of the same thing that cannot both hold. */
export function numberContradictions(statements: readonly Judged[]): Contradiction[] {
  const pairs = pairsByKey(numberClaims(statements), keysOf);
  return [...pairs].map(([a, b]) => contradiction(a, b)).filter((found) => found !== null);
}
