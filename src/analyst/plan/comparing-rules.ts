import { meaningOf } from '../read/claims.ts';
import type { Subject } from './plan.ts';
import { planned, type Rule } from './rule.ts';
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
    return { kind: 'compare', sides, figure };
  }
  const sides = sidesOfLabels(read.subject);
  return sides ? { kind: 'compare', sides, figure } : undefined;
};

function sidesOfLabels(subject: Subject): { text: string; subject: Subject }[] | undefined {
  const alternatives = subject.labels.find(
    ({ condition }) => condition.valueKeys.length >= 2 && !condition.negated,
  );
  if (alternatives) {
    const others = subject.labels.filter((label) => label !== alternatives);
    return alternatives.condition.valueKeys.map((valueKey, index) => ({
      text: alternatives.text.replace(/^.*? (?=\S)/, '').split(' or ')[index] ?? valueKey,
      subject: {
        ...subject,
        labels: [
          ...others,
          { condition: { ...alternatives.condition, valueKeys: [valueKey] }, text: valueKey },
        ],
      },
    }));
  }
  const [first, second] = subject.labels;
  if (subject.labels.length !== 2 || !first || !second || first.condition.negated || second.condition.negated)
    return undefined;
  const shared = first.condition.names.some((name) => second.condition.names.includes(name));
  return shared
    ? [first, second].map((label) => ({ text: label.text, subject: { ...subject, labels: [label] } }))
    : undefined;
}

export const tooManyWindows: Rule = ({ read }) =>
  read.windows.length > 1
    ? { kind: 'two windows', windows: read.windows.map((window) => window.text) }
    : undefined;

export const trend: Rule = (signals) => {
  if (!signals.asks.has('trend') || lookupAsks(signals).length > 0) return undefined;
  const asked = signals.by && 'time' in signals.by ? signals.by.time : 'month';
  const unit = asked === 'year' || asked === 'quarter' ? asked : 'month';
  return planned(signals, (subject) => ({ kind: 'trend', subject, unit }));
};

/** "what share of incidents in 2021 were Kubernetes": the window holds for both, the labels for the part only. */
export const share: Rule = (signals) => {
  if (!signals.asks.has('share')) return undefined;
  return planned(signals, (subject) => ({
    kind: 'share',
    subject,
    of: { ...subject, labels: [], mentions: [], numbers: [], presence: [], weekdays: null },
  }));
};
