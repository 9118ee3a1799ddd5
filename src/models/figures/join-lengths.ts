import { type Amount, figureOf, lengthKey, lengthOf } from './amount.ts';
import { decimalOf, plus } from './decimal.ts';
import type { Figure } from './figure.ts';

const BETWEEN_PARTS = /^[\s,*_&]*(?:and)?[\s*_]*$/i;
const MOST_BETWEEN = 12;

function goesOn(before: Amount | undefined, amount: Amount, text: string): boolean {
  if (before?.unit === undefined || amount.unit === undefined || amount.unit >= before.unit) return false;
  // "An hour and 20 minutes" is one length; in "2 days, a minute each" there are two.
  if (amount.isCasual) return false;
  const length = amount.start - before.end;
  return length <= MOST_BETWEEN && BETWEEN_PARTS.test(text.slice(before.end, amount.start));
}

/** The figures of amounts that stand in their order; "4 days 1 hour 20 minutes" is one, and stands only as a whole. */
export function joinLengths(amounts: readonly Amount[], text: string): Figure[] {
  const groups: Amount[][] = [];
  for (const amount of amounts) {
    const group = groups.at(-1);
    if (group && goesOn(group.at(-1), amount, text)) group.push(amount);
    else groups.push([amount]);
  }
  return groups.flatMap((group) => {
    const figures = group.map(figureOf);
    const [first, last] = [figures[0], figures.at(-1)];
    if (first === undefined || last === undefined || first === last) return figures;
    const sum = group.reduce((total, amount) => plus(total, lengthOf(amount) ?? ZERO), ZERO);
    const gives = [lengthKey(sum), ...figures.flatMap((part) => part.gives)];
    return [{ start: first.start, end: last.end, needs: [[lengthKey(sum)]], gives }];
  });
}

const ZERO = decimalOf('0');
