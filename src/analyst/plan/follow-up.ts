import type { Uuid } from '../../core/ids.ts';
import type { Ask } from '../vocabulary/meanings.ts';
import { tellingWords } from '../vocabulary/telling-words.ts';
import type { Memory } from './memory.ts';
import { anySubject, isUnlimited, type Plan, type Stated, type Subject } from './plan.ts';
import { withMentions } from './read-mentions.ts';
import type { Signals } from './signals.ts';
import { lookupAsks } from './targets.ts';

export const subjectOf = (plan: Plan): Subject | null => {
  if ('target' in plan) return plan.target.by === 'words' ? null : plan.target.subject;
  return 'subject' in plan ? plan.subject : null;
};

const theNamed = (ids: readonly Uuid[], text: string): Stated<readonly Uuid[]> => ({ condition: ids, text });

/** New conditions take the place of old ones on the same field; the others stay. */
function merge(old: Subject, added: Subject): Subject {
  const names = new Set(added.labels.flatMap(({ condition }) => condition.names));
  const kept = old.labels.filter(({ condition }) => !condition.names.some((name) => names.has(name)));
  return {
    window: added.window ?? old.window,
    labels: [...kept, ...added.labels],
    mentions: added.mentions.length > 0 ? added.mentions : old.mentions,
    numbers: added.numbers.length > 0 ? added.numbers : old.numbers,
    presence: added.presence.length > 0 ? added.presence : old.presence,
    weekdays: added.weekdays ?? old.weekdays,
    ids: added.ids ?? old.ids,
    pattern: added.pattern ?? old.pattern,
  };
}

/** The same plan over other incidents. */
export function withSubject(plan: Plan, subject: Subject): Plan {
  switch (plan.kind) {
    case 'lookup':
    case 'similar':
      return {
        ...plan,
        target: plan.target.by === 'words' ? { by: 'selection', subject } : { ...plan.target, subject },
      };
    case 'share':
      return { ...plan, subject, of: { ...plan.of, window: subject.window } };
    case 'compare':
      return {
        ...plan,
        sides: plan.sides.map((side) => ({ ...side, subject: merge(side.subject, subject) })),
      };
    default:
      return 'subject' in plan ? { ...plan, subject } : plan;
  }
}

function ownSubject(signals: Signals): boolean {
  return signals.reading.topics.length > 0 || !isUnlimited(signals.read.subject);
}

/** What a follow-up changes: signals with the subject that is meant, or a whole plan. */
export type FollowUp =
  | { readonly signals: Signals }
  | { readonly plan: Plan }
  | { readonly refused: true }
  | null;

const narrowed = (signals: Signals, subject: Subject): FollowUp => ({
  signals: { ...signals, read: { ...signals.read, subject } },
});

const asksFigure = ({ asks, aggregate, each, superlative, rank }: Signals): boolean =>
  aggregate !== null ||
  each ||
  superlative !== null ||
  rank !== null ||
  (['count', 'how often', 'trend', 'compare', 'share'] as const).some((ask) => asks.has(ask));

const asksRecord = (signals: Signals): boolean =>
  lookupAsks(signals).length > 0 ||
  signals.asks.has('similar') ||
  signals.asks.has('advice') ||
  (signals.by !== null && signals.rank === null && !signals.each);

/** Lists of what is no incident: "those" are then the incidents that were named. */
const LISTS_OTHERS: ReadonlySet<Plan['kind']> = new Set<Plan['kind']>(['patterns', 'runbooks', 'insights']);

/** The set that the session is about, or the incidents named last where they are no set of their own. */
function sessionSubject({ base, named, total }: Memory): Subject | null {
  const old = base && !LISTS_OTHERS.has(base.kind) ? subjectOf(base) : null;
  const isExtreme = base?.kind === 'lookup' && base.target.by === 'extreme';
  if (old && (total !== 1 || isExtreme)) return old;
  return named.length > 0 ? { ...anySubject, ids: theNamed(named, 'of those') } : old;
}

/** "those", "their"; or a figure asked for without saying of what: "which one was longest?", "how many were security?" */
function aboutTheSet(signals: Signals, memory: Memory): FollowUp {
  const meant =
    signals.reference === 'set' ||
    ((asksFigure(signals) || signals.has('ellipsis')) &&
      !signals.incident &&
      signals.reading.topics.length === 0 &&
      signals.read.subject.window === null &&
      (!ownSubject(signals) || signals.has('ellipsis')));
  if (!meant) return null;
  const old = sessionSubject(memory);
  if (!old) return signals.reference === 'set' ? { refused: true } : null;
  return narrowed(signals, merge(old, signals.read.subject));
}

/** What the session is about from its first message on. */
export interface Bound {
  readonly incidentId: Uuid | null;
  /** An alert in words, where it belongs to no incident yet. */
  readonly described: string | null;
}

/** Of a long description, the first words tell. */
const DESCRIBING_WORDS = 12;

type SimilarToWords = Extract<Plan, { kind: 'similar' }> & { readonly target: { readonly by: 'words' } };

/** A plan that looks for incidents with most of the words. */
export const similarTo = (
  words: readonly string[],
  advice: boolean,
  window: Subject['window'] = null,
): SimilarToWords => ({
  kind: 'similar',
  target: { by: 'words', words: words.join(' '), required: words, subject: { ...anySubject, window } },
  advice,
});

/** All that can be said of an alert is what happened before when it looked like this, and what helped. */
export function likeDescribed(described: string): SimilarToWords {
  const words = [...new Set(tellingWords(described).map(({ text }) => text))].slice(0, DESCRIBING_WORDS);
  return similarTo(words, true);
}

/** "it", "the second one", or an ask that names nothing: "how was it fixed?", "why?" */
function aboutOne(signals: Signals, memory: Memory | null, bound: Bound): FollowUp {
  const points = signals.ordinal !== null || signals.reference === 'focus';
  const elliptic = !signals.incident && !asksFigure(signals);
  if (!asksRecord(signals) && signals.ordinal === null) return null;
  if (ownSubject(signals) && signals.ordinal === null) return null;
  if (!points && !elliptic) return null;
  const named = memory && memory.named.length > 0 ? memory.named : bound.incidentId ? [bound.incidentId] : [];
  const chosen = signals.ordinal === -1 ? memory?.listed.at(-1) : memory?.listed[(signals.ordinal ?? 0) - 1];
  const focus = signals.ordinal === null ? named : chosen === undefined ? [] : [chosen];
  // What to do about an alert is asked of the alert, also after an answer that named incidents.
  const asksOfAlert = !points && (signals.asks.has('advice') || signals.asks.has('similar'));
  if (bound.described && (asksOfAlert || focus.length === 0)) return { plan: likeDescribed(bound.described) };
  if (focus.length === 0) return points ? { refused: true } : null;
  return narrowed(signals, { ...anySubject, ids: theNamed(focus, 'of that answer') });
}

/**
 * Resolves a question against the session: a fragment that changes one part of the last question about a set, a
 * reference to one incident or to the set, or an ask without a subject of its own. Null where it stands by itself.
 */
export function followUp(signals: Signals, memory: Memory | null, bound: Bound): FollowUp {
  const bare =
    signals.asks.size === 0 &&
    !signals.incident &&
    signals.reading.topics.length === 0 &&
    !asksFigure(signals) &&
    signals.by === null;
  const fragment =
    (signals.continues || bare) && (ownSubject(signals) || signals.superlative) && !strongAsk(signals);
  if (fragment && memory) return continued(signals, memory);
  const one = aboutOne(signals, memory, bound);
  if (one) return one;
  return memory && aboutTheSet(signals, memory);
}

const WEAK: ReadonlySet<Ask> = new Set<Ask>([
  'summary',
  'list',
  'exists',
  'count',
  'how often',
  'which incident',
]);

const strongAsk = (signals: Signals): boolean => [...signals.asks].some((ask) => !WEAK.has(ask));

/** "and in 2022?", "what about Observability?": the last plan with the new condition in place of the old one. */
function continued(signals: Signals, { base }: Memory): FollowUp {
  const added = withMentions(signals.read.subject, signals.reading);
  const old = base && subjectOf(base);
  // Another name after a pattern is another failure, and no word to look for among its incidents.
  const isRenamed = base?.kind === 'pattern' && signals.reading.topics.length > 0;
  if (!added || !base || !old || isRenamed) return null;
  const subject = merge(old, added);
  if (signals.asks.has('count')) return narrowed(signals, subject);
  if (!signals.superlative) return { plan: withSubject(base, subject) };
  if (base.kind !== 'lookup' || base.target.by !== 'extreme') return narrowed(signals, subject);
  const { by, direction } = signals.superlative;
  return { plan: { ...base, target: { ...base.target, of: by, direction, subject } } };
}
