import type { Judged } from '../read/judge-statements.ts';
import type { Contradiction } from './contradiction.ts';
import { numberContradictions } from './number-contradictions.ts';
import { oppositeContradictions } from './opposite-contradictions.ts';
import { stanceContradictions } from './stance-contradictions.ts';
import { stancesOf } from './stances.ts';

/** Every pair of statements that cannot both hold, each pair once, in the order of the statements. */
export function findContradictions(statements: readonly Judged[]): Contradiction[] {
  const order = new Map(statements.map((statement, at) => [statement, at]));
  const place = (statement: Judged): number => order.get(statement) ?? 0;
  const distinct = [
    ...new Map(statements.map((statement) => [`${statement.kind} ${statement.text}`, statement])).values(),
  ];
  const stances = stancesOf(distinct);
  const found = new Map<string, Contradiction>();
  for (const one of [
    ...numberContradictions(distinct),
    ...oppositeContradictions(stances),
    ...stanceContradictions(stances),
  ]) {
    const inOrder = place(one.first) <= place(one.second) ? one : turned(one);
    const key = `${place(inOrder.first)} ${place(inOrder.second)}`;
    if (!found.has(key)) found.set(key, inOrder);
  }
  return [...found.values()].sort(
    (a, b) => place(a.first) - place(b.first) || place(a.second) - place(b.second),
  );
}

const turned = ({ first, second, clash, reason }: Contradiction): Contradiction => ({
  first: second,
  second: first,
  clash: [clash[1], clash[0]],
  reason,
});
