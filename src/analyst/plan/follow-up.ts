import type { Uuid } from '../../core/ids.ts';
import type { Memory } from './memory.ts';
import { anySubject, isUnlimited, type Plan, type Stated, type Subject } from './plan.ts';
import { withMentions } from './read-subject.ts';
import type { Signals } from './signals.ts';
import { lookupAsks } from './targets.ts';

const subjectOf = (plan: Plan): Subject | null => {
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
  };
}

function withSubject(plan: Plan, subject: Subject): Plan {
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

/** The incidents that "it", "the second one" or an ask without a subject mean. */
function focusOf(signals: Signals, named: readonly Uuid[]): readonly Uuid[] {
  if (signals.ordinal === null) return named;
  const chosen = signals.ordinal === -1 ? named.at(-1) : named[signals.ordinal - 1];
  return chosen === undefined ? [] : [chosen];
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

/**
 * Resolves a question against the session: a reference to earlier incidents, a fragment that changes one part of the
 * last question, or an ask without a subject of its own. Null where the question stands by itself.
 */
export function followUp(signals: Signals, memory: Memory | null, boundTo: Uuid | null): FollowUp {
  const named = memory && memory.named.length > 0 ? memory.named : boundTo ? [boundTo] : [];
  const own = ownSubject(signals);
  const lookup = lookupAsks(signals).length > 0 || signals.asks.has('similar') || signals.asks.has('advice');
  const figures =
    signals.aggregate !== null ||
    signals.each ||
    signals.asks.has('count') ||
    signals.asks.has('how often') ||
    signals.asks.has('trend') ||
    signals.asks.has('compare');
  const labelled = signals.by !== null && signals.rank === null && !signals.each;

  if (signals.reference === 'set' && memory) {
    const old = subjectOf(memory.plan);
    const all = memory.total > memory.named.length || named.length === 0;
    const base = old && all ? old : { ...anySubject, ids: theNamed(named, 'of those') };
    if (!old && named.length === 0) return { refused: true };
    return narrowed(signals, merge(base, signals.read.subject));
  }
  if (signals.continues && memory && (own || signals.superlative) && !strongAsk(signals))
    return continued(signals, memory);
  const pointed = signals.ordinal !== null || (signals.reference === 'focus' && !own && (lookup || labelled));
  const elliptic =
    !own && !signals.incident && !signals.superlative && !signals.rank && !figures && (lookup || labelled);
  if (pointed || elliptic) {
    const focus = focusOf(signals, named);
    if (focus.length === 0) return pointed && (lookup || labelled) ? { refused: true } : null;
    return narrowed(signals, { ...signals.read.subject, ids: theNamed(focus, 'of that answer') });
  }
  const setExtreme = memory && !own && !signals.incident && signals.superlative !== null && memory.total > 1;
  const old = setExtreme ? subjectOf(memory.plan) : null;
  if (old) return narrowed(signals, merge(old, signals.read.subject));
  return null;
}

const strongAsk = (signals: Signals): boolean =>
  [...signals.asks].some(
    (ask) => !['summary', 'list', 'exists', 'count', 'how often', 'which incident'].includes(ask),
  ) && signals.asks.size > 0;

/** "and in 2022?", "what about Observability?": the last plan with the new condition in place of the old one. */
function continued(signals: Signals, memory: Memory): FollowUp {
  const added = withMentions(signals.read.subject, signals.reading);
  const old = subjectOf(memory.plan);
  if (!added || !old) return null;
  if (signals.superlative && memory.plan.kind === 'lookup' && memory.plan.target.by === 'extreme') {
    const { by, direction } = signals.superlative;
    return {
      plan: {
        ...memory.plan,
        target: { ...memory.plan.target, of: by, direction, subject: merge(old, added) },
      },
    };
  }
  if (signals.superlative) return narrowed(signals, merge(old, added));
  return { plan: withSubject(memory.plan, merge(old, added)) };
}
