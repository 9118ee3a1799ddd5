import type { LabelCondition } from '../../store/incident-selection.ts';
import { type Claim, meaningOf, type ValueClaim } from '../read/claims.ts';
import { sayLabel, sayLabels } from '../vocabulary/say-label.ts';
import { gap, labelNamesOf, NEAR, nearest } from './near-claims.ts';
import type { Stated } from './plan.ts';

/** A value right beside a label that it is no value of: "the Payments team" where Payments is a category. */
export interface Mismatch {
  readonly label: string;
  readonly value: string;
  readonly isA: string;
}

/** The label claim right beside a value that says which field the value belongs to. */
function hintFor(value: ValueClaim, claims: readonly Claim[]): Claim | undefined {
  const index = claims.indexOf(value);
  const passes = (claim: Claim | undefined): boolean =>
    meaningOf(claim, 'filler') !== undefined || meaningOf(claim, 'soft') !== undefined;
  const holds = (claim: Claim | undefined): boolean =>
    labelNamesOf(claim).some((name) => value.values.some((each) => each.name === name));
  for (const step of [-1, 1]) {
    let at = index + step;
    while (passes(claims[at]) && !holds(claims[at]) && Math.abs(at - index) <= NEAR) at += step;
    if (holds(claims[at])) return claims[at];
  }
  return undefined;
}

/** Claims that may stand between a negation and the value that it excludes. */
const PASSED = ['filler', 'soft', 'label', 'tagged', 'or', 'and'] as const;

/**
 * The "not", "excluding", "other than" before a value. It reaches over an earlier value only where "or" or "and" joins
 * the two: in "not at A tagged B" the tag is wanted.
 */
function negationOf(value: ValueClaim, claims: readonly Claim[]): Claim | undefined {
  let joined = false;
  for (let at = claims.indexOf(value) - 1; at >= 0; at--) {
    const claim = claims[at];
    if (!claim || gap(claim, value) > NEAR + 1) return undefined;
    if (meaningOf(claim, 'negation') || meaningOf(claim, 'missing')) return claim;
    joined ||= meaningOf(claim, 'or') !== undefined || meaningOf(claim, 'and') !== undefined;
    const passes = claim.type === 'value' ? joined : PASSED.some((kind) => meaningOf(claim, kind));
    if (!passes) return undefined;
    if (claim.type === 'value') joined = false;
  }
  return undefined;
}

/** "A or B" is one condition with two values; after a negation "A and B" is as well. */
function isAlternative(
  a: ValueClaim,
  b: ValueClaim,
  claims: readonly Claim[],
  used: Set<Claim>,
  negated: boolean,
): boolean {
  const between = claims.slice(claims.indexOf(a) + 1, claims.indexOf(b));
  const or = between.find((claim) => meaningOf(claim, 'or'));
  if (or) used.add(or);
  if (or || !negated) return or !== undefined;
  return between.every((claim) => meaningOf(claim, 'and') || meaningOf(claim, 'filler'));
}

export function readLabels(claims: readonly Claim[], used: Set<Claim>): Stated<LabelCondition>[] {
  const conditions: (Stated<LabelCondition> & { claim: ValueClaim })[] = [];
  for (const claim of claims) {
    if (claim.type !== 'value') continue;
    const hint = hintFor(claim, claims);
    const values = hint
      ? claim.values.filter((value) => labelNamesOf(hint).includes(value.name))
      : claim.values;
    const names = [...new Set(values.map((value) => value.name))];
    const valueKeys = [...new Set(values.map((value) => value.valueKey))];
    const negation = negationOf(claim, claims);
    const shown = [...new Set(values.map((value) => value.value))].join(' / ');
    const cause = names.some((name) => name.includes('cause'))
      ? nearest(claims, claim, (each) => meaningOf(each, 'ask')?.ask === 'cause')
      : undefined;
    for (const each of [claim, hint, negation, cause]) if (each) used.add(each);
    const side = {
      condition: { names, valueKeys, negated: negation !== undefined },
      text: `${negation ? 'not ' : ''}${sayLabels(names)} ${shown}`,
      at: claim.from,
    };
    const previous = conditions.at(-1);
    if (previous && isAlternative(previous.claim, claim, claims, used, negation !== undefined)) {
      const sides = [...(previous.sides ?? [previous]), side];
      conditions[conditions.length - 1] = {
        claim,
        condition: {
          names: [...new Set(sides.flatMap((each) => each.condition.names))],
          valueKeys: sides.flatMap((each) => each.condition.valueKeys),
          negated: previous.condition.negated,
        },
        text: `${previous.text} or ${shown}`,
        sides,
      };
      continue;
    }
    conditions.push({ claim, ...side });
  }
  return conditions.map(({ claim, ...condition }) => ({ ...condition, at: claim.from }));
}

export function mismatchesIn(claims: readonly Claim[], used: ReadonlySet<Claim>): readonly Mismatch[] {
  return claims.flatMap((claim, index) => {
    const label = meaningOf(claim, 'label');
    if (!label || label.names.length === 0 || used.has(claim) || meaningOf(claim, 'tagged')) return [];
    const beside = [claims[index - 1], claims[index + 1]].find(
      (each): each is ValueClaim =>
        each?.type === 'value' && (each.to === claim.from || each.from === claim.to),
    );
    const value = beside?.values[0];
    return value ? [{ label: label.word, value: value.value, isA: sayLabel(value.name) }] : [];
  });
}
