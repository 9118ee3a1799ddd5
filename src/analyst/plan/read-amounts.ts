import type { Measure, NumberCondition } from '../../store/incident-selection.ts';
import { type AmountClaim, type Claim, claimsMeaning, meaningOf, type Reading } from '../read/claims.ts';
import { readNumber } from '../read/spans.ts';
import { sayLabel } from '../vocabulary/say-label.ts';
import type { Stated } from './plan.ts';

type Comparison = NumberCondition['comparison'];

const measureText: Record<Measure, string> = {
  duration: 'lasting',
  detection: 'with a time to detection of',
  recovery: 'with a time to recovery of',
};

const VERBS: Readonly<Record<string, Measure>> = { fix: 'recovery', 'how detected': 'detection' };

/** Words that tell which measure an amount is of: "took", "to recover", "resolved", "detected". */
function measuresIn(claims: readonly Claim[]): { claim: Claim; measure: Measure }[] {
  const verbs = claimsMeaning(claims, 'ask').flatMap(({ claim, meaning }) => {
    const measure = VERBS[meaning.ask];
    return measure ? [{ claim, measure }] : [];
  });
  return [
    ...claimsMeaning(claims, 'measure').map(({ claim, meaning }) => ({ claim, measure: meaning.measure })),
    ...verbs,
  ];
}

function stated(
  measure: Measure,
  comparison: Comparison,
  minutes: number,
  text: string,
): Stated<NumberCondition> {
  return {
    condition: { measure, comparison, amount: minutes },
    text: `${measureText[measure]} ${comparison} ${text}`,
  };
}

/** "over 2 hours", "2 hours or more", "between 1 and 2 hours". */
function readAmount(
  amount: AmountClaim,
  reading: Reading,
  measure: Measure,
  used: Set<Claim>,
): Stated<NumberCondition>[] {
  const { claims, words } = reading;
  const index = claims.indexOf(amount);
  const [twoBefore, before, after, twoAfter] = [
    claims[index - 2],
    claims[index - 1],
    claims[index + 1],
    claims[index + 2],
  ];
  const use = (...explained: (Claim | undefined)[]): void => {
    for (const claim of explained) if (claim) used.add(claim);
  };
  if (
    twoBefore?.type === 'number' &&
    meaningOf(before, 'and') &&
    words[twoBefore.from - 1]?.lower === 'between'
  ) {
    use(twoBefore, before, amount);
    const unitMinutes = amount.minutes / (readNumber(words[amount.from]) ?? 1);
    const unit = amount.text.split(' ').at(-1) ?? '';
    return [
      stated(measure, 'at least', twoBefore.number * unitMinutes, `${twoBefore.number} ${unit}`),
      stated(measure, 'at most', amount.minutes, amount.text),
    ];
  }
  for (const claim of [before, twoBefore]) {
    const comparison = meaningOf(claim, 'comparison')?.comparison;
    if (!comparison) continue;
    use(claim, amount);
    return [stated(measure, comparison, amount.minutes, amount.text)];
  }
  if (meaningOf(after, 'or') && (meaningOf(twoAfter, 'weigh') || meaningOf(twoAfter, 'rank'))) {
    use(amount, after, twoAfter);
    const less = /^(less|fewer|shorter)$/.test(words[twoAfter?.from ?? -1]?.lower ?? '');
    return [stated(measure, less ? 'at most' : 'at least', amount.minutes, amount.text)];
  }
  return [];
}

/** "more than 1,000 customers", "zero customers affected": a number of what a numeric label counts. */
function readCounts(reading: Reading, used: Set<Claim>): Stated<NumberCondition>[] {
  const { claims } = reading;
  return claims.flatMap((claim, index) => {
    if (claim.type !== 'number') return [];
    const label = meaningOf(claims[index + 1], 'label');
    if (!label?.numeric) return [];
    const before = claims[index - 1];
    const comparison = meaningOf(before, 'comparison')?.comparison ?? 'exactly';
    for (const each of [claim, claims[index + 1], meaningOf(before, 'comparison') && before])
      if (each) used.add(each);
    const text = `with ${comparison} ${claim.number.toLocaleString('en-US')} ${sayLabel(label.names[0] ?? '')}`;
    return [{ condition: { measure: { label: label.names }, comparison, amount: claim.number }, text }];
  });
}

/** Conditions on how long something took and how many it touched. Words that name the measure are explained by them. */
export function readAmounts(reading: Reading, used: Set<Claim>): Stated<NumberCondition>[] {
  const named = measuresIn(reading.claims);
  const measures = named.map((each) => each.measure);
  const measure =
    measures.find((each) => each === 'detection') ??
    measures.find((each) => each === 'recovery') ??
    'duration';
  const conditions = reading.claims.flatMap((claim) =>
    claim.type === 'amount' ? readAmount(claim, reading, measure, used) : [],
  );
  if (conditions.length > 0) for (const each of named) used.add(each.claim);
  return [...conditions, ...readCounts(reading, used)];
}
