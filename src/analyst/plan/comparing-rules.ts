import type { LabelCondition } from '../../store/incident-selection.ts';
import { meaningOf } from '../read/claims.ts';
import type { Ask } from '../vocabulary/meanings.ts';
import { measureField, type Subject } from './plan.ts';
import { fieldText } from './read-presence.ts';
import { planned, type Rule } from './rule.ts';
import type { Signals } from './signals.ts';
import { lookupAsks } from './targets.ts';

/** Two sides set against each other: two windows, or two values of one label. */
export const compare: Rule = (signals) => {
  const { read, reading, asks } = signals;
  const contrast = reading.claims.some(
    (claim) => meaningOf(claim, 'or') || meaningOf(claim, 'than') || meaningOf(claim, 'and'),
  );
  const weighs =
    signals.rank !== null ||
    signals.superlative !== null ||
    signals.has('comparison') ||
    signals.has('weigh');
  const doubled =
    read.windows.length === 2 &&
    (asks.has('count') || asks.has('compare') || weighs || signals.aggregate !== null);
  if (!asks.has('compare') && !(contrast && weighs && !signals.limit) && !doubled) return undefined;
  const figure = signals.measure
    ? ({ measure: signals.measure, aggregate: signals.aggregate ?? 'mean' } as const)
    : null;
  if (reading.topics.length > 0) return undefined;
  if (read.windows.length === 2) {
    const sides = read.windows.map((window) => ({ text: window.text, subject: { ...read.subject, window } }));
    return { kind: 'compare', disjoint: true, sides, figure };
  }
  const sides = sidesOfLabels(read.subject);
  return sides ? { kind: 'compare', disjoint: false, sides, figure } : undefined;
};

/** The sides of an "A or B", or two values of one label. */
function sidesOfLabels(subject: Subject): { text: string; subject: Subject }[] | undefined {
  const alternative = subject.labels.find(
    ({ sides, condition }) => sides?.length === 2 && !condition.negated,
  );
  const others = subject.labels.filter((label) => label !== alternative);
  const [first, second] = subject.labels;
  const pair =
    subject.labels.length === 2 && first && second && shareNames(first.condition, second.condition)
      ? [first, second]
      : undefined;
  const sides = alternative?.sides ?? pair;
  return sides?.map((side) => ({
    text: side.text,
    subject: { ...subject, labels: alternative ? [...others, side] : [side] },
  }));
}

const shareNames = (a: LabelCondition, b: LabelCondition): boolean =>
  !a.negated && !b.negated && a.names.some((name) => b.names.includes(name));

export const tooManyWindows: Rule = ({ read }) =>
  read.windows.length > 1
    ? { kind: 'two windows', windows: read.windows.map((window) => window.text) }
    : undefined;

const TREND_ASKS: ReadonlySet<Ask> = new Set<Ask>(['summary', 'how long', 'detection time', 'recovery time']);

export const trend: Rule = (signals) => {
  const others = lookupAsks(signals).filter((ask) => !TREND_ASKS.has(ask));
  if (!signals.asks.has('trend') || others.length > 0) return undefined;
  const asked = signals.by && 'time' in signals.by ? signals.by.time : 'month';
  const unit = asked === 'year' || asked === 'quarter' ? asked : 'month';
  const figure = signals.measure ? { measure: signals.measure, aggregate: 'mean' as const } : null;
  return planned(signals, (subject) => ({ kind: 'trend', subject, unit, figure }));
};

/** "of A incidents that were B": what stands before the verb after the noun describes the whole. */
function wholeEnds({ reading }: Signals): number {
  const noun = reading.claims.find((claim) => meaningOf(claim, 'incident'))?.to;
  if (noun === undefined) return 0;
  const verb = reading.words.findIndex(
    (word, at) => at >= noun && /^(that|which|were|was|are|is|had|have|did|lasted|took)$/.test(word.lower),
  );
  return Math.max(verb, 0);
}

/** A share of what is known only: an incident without a date is on no weekday, nor off one. */
function knownFor(subject: Subject): Subject['presence'] {
  const fields = subject.numbers.flatMap(({ condition }) =>
    typeof condition.measure === 'string' ? [measureField[condition.measure]] : [],
  );
  if (subject.weekdays) fields.push('start day');
  return [...new Set(fields)].map((field) => ({
    condition: { field, present: true },
    text: `with recorded ${field === 'start day' ? 'day' : fieldText[field]}`,
  }));
}

/** "what share of incidents in 2021 were Kubernetes": the window holds for both, the labels for the part only. */
export const share: Rule = (signals) => {
  if (!signals.asks.has('share')) return undefined;
  const end = wholeEnds(signals);
  return planned(signals, (subject) => ({
    kind: 'share',
    subject,
    of: {
      ...subject,
      labels: subject.labels.filter(({ at = 0 }) => at < end),
      mentions: [],
      numbers: [],
      presence: knownFor(subject),
      weekdays: null,
    },
  }));
};
