import type { Aggregate } from '../../store/incident-selection.ts';
import { claimsMeaning, meaningOf } from '../read/claims.ts';
import type { Ask } from '../vocabulary/meanings.ts';
import { withMentions } from './read-mentions.ts';
import { DEFAULT_TOP, MOST_LISTED, planned, type Rule } from './rule.ts';
import type { Signals } from './signals.ts';
import { lookupAsks } from './targets.ts';

/** Where records have a short name for their cause, causes are counted by it. */
const groupsCauses = (by: Signals['by']): boolean =>
  by !== null && 'label' in by && by.label.some((name) => name.includes('cause'));

export const causes: Rule = (signals) => {
  if (!signals.asks.has('cause') || signals.superlative) return undefined;
  if (!signals.rank && !signals.has('each')) return undefined;
  if (groupsCauses(signals.by)) return undefined;
  const subject =
    signals.reading.topics.length > 0
      ? withMentions(signals.read.subject, signals.reading)
      : signals.read.subject;
  return subject && { kind: 'causes', subject, limit: signals.limit ?? DEFAULT_TOP };
};

export const rate: Rule = (signals) => {
  const unit = signals.by && 'time' in signals.by ? signals.by.time : null;
  if (
    signals.aggregate !== 'mean' ||
    signals.measure ||
    signals.superlative ||
    signals.rank ||
    !unit ||
    !(signals.asks.has('count') || signals.incident)
  )
    return undefined;
  if (unit === 'weekday' || unit === 'hour' || unit === 'calendar month') return undefined;
  return planned(signals, (subject) => ({ kind: 'rate', subject, unit, asOf: signals.reading.now }));
};

/** Asks whose words also stand in questions about groups. */
const BESIDE_GROUPS: ReadonlySet<Ask> = new Set<Ask>([
  'how long',
  'when',
  'summary',
  'impact',
  'recovery time',
  'detection time',
]);

/** "Which months of 2021 had incidents?" */
const asksWhichPeriods = ({ by, byWord, asks, superlative }: Signals): boolean =>
  by !== null && 'time' in by && asks.has('list') && superlative === null && /s$/.test(byWord ?? '');

/** The longest outage of a group is one incident; how fast a group recovers is its mean. */
const extremeOf = (measured: Signals['superlative']): Aggregate => {
  if (measured?.by !== 'duration') return 'mean';
  return measured.direction === 'most' ? 'max' : 'min';
};

export const group: Rule = (signals) => {
  const { by, rank, superlative } = signals;
  if (!by || signals.byNumber || ('label' in by && signals.asks.has('which incident'))) return undefined;
  const measured = superlative && superlative.by !== 'start' ? superlative : null;
  const isAsked =
    rank !== null ||
    signals.each ||
    signals.threshold !== null ||
    asksWhichPeriods(signals) ||
    (measured !== null && !signals.asks.has('which incident'));
  if (
    !isAsked ||
    (lookupAsks(signals).some(
      (ask) => !BESIDE_GROUPS.has(ask) && !(measured && (ask === 'fix' || ask === 'how detected')),
    ) &&
      !rank &&
      !signals.each &&
      !signals.threshold &&
      !asksWhichPeriods(signals))
  )
    return undefined;
  const measure = measured?.by ?? signals.measure;
  const figure =
    measure && measure !== 'start' ? { measure, aggregate: signals.aggregate ?? extremeOf(measured) } : null;
  const direction = measured?.direction ?? rank;
  const plural = /s$/.test(signals.byWord ?? '') || signals.each;
  return planned(signals, (subject) => ({
    kind: 'group',
    subject,
    by,
    figure,
    rank: signals.each && signals.limit === null && !direction ? 'all' : (direction ?? 'all'),
    having: signals.threshold,
    limit: signals.limit ?? (plural || signals.each ? MOST_LISTED : DEFAULT_TOP),
  }));
};

/** "how many services", "how many different categories" count values and not incidents. */
export const distinct: Rule = (signals) => {
  const { by, asks, reading } = signals;
  if (!asks.has('count') || !by || !('label' in by) || signals.byNumber) return undefined;
  const count = claimsMeaning(reading.claims, 'ask').find(({ meaning }) => meaning.ask === 'count')?.claim;
  const label = reading.claims.find(
    (claim) => meaningOf(claim, 'label')?.names === by.label && !signals.read.used.has(claim),
  );
  if (!count || !label || label.from < count.to) return undefined;
  const between = reading.claims.filter((claim) => claim.from >= count.to && claim.to <= label.from);
  if (
    !between.every((claim) => meaningOf(claim, 'filler') || meaningOf(claim, 'soft')) ||
    reading.topics.some((topic) => topic.from < label.from && topic.from > count.from)
  )
    return undefined;
  return planned(signals, (subject) => ({
    kind: 'distinct',
    subject,
    label: by.label,
    having: signals.threshold,
  }));
};

export const labelFigure: Rule = (signals) => {
  const { by, asks, byNumber } = signals;
  // "how many customers were affected": of one incident it is a look-up, of all a sum.
  const counted = byNumber && asks.has('count') && signals.reading.topics.length === 0;
  const aggregate = signals.aggregate ?? (counted ? 'sum' : null);
  if (!aggregate || !by || !('label' in by) || signals.measure || signals.each) return undefined;
  if (!byNumber && aggregate === 'sum' && asks.has('count') && signals.incident) return undefined;
  return planned(signals, (subject) => ({ kind: 'label figure', subject, label: by.label, aggregate }));
};

export const measure: Rule = (signals) => {
  const { aggregate, rank, asks } = signals;
  if (signals.superlative || (asks.has('count') && !signals.measure)) return undefined;
  const asksTime = asks.has('how long') || signals.measure !== null;
  if (!asksTime || (aggregate === null && rank === null)) return undefined;
  if (
    lookupAsks(signals).some(
      (ask) => ask !== 'how long' && ask !== 'how detected' && ask !== 'fix' && ask !== 'summary',
    )
  )
    return undefined;
  const verb = asks.has('how detected') ? 'detection' : asks.has('fix') ? 'recovery' : null;
  return planned(signals, (subject) => ({
    kind: 'measure',
    subject,
    measure:
      signals.measure && signals.measure !== 'duration'
        ? signals.measure
        : (verb ?? signals.measure ?? 'duration'),
    aggregate: aggregate ?? 'mean',
  }));
};

export const count: Rule = (signals) => {
  const often = signals.asks.has('how often');
  if (!signals.asks.has('count') && !often) return undefined;
  const countsTopic = signals.incident || often || signals.has('mention') || signals.has('tagged');
  if (signals.reading.topics.length > 0 && !countsTopic) return undefined;
  if (signals.by && !('time' in signals.by)) return undefined;
  return planned(signals, (subject) => ({ kind: 'count', subject, often }));
};
