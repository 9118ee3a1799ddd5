import type { Measure } from '../store/incident-selection.ts';
import { claimsMeaning, meaningOf, type Topic } from './claims.ts';
import type { Ask } from './meanings.ts';
import { isUnlimited, type Plan, type Refusal, type Subject, type Target } from './plan.ts';
import { withMentions } from './read-subject.ts';
import type { Signals } from './signals.ts';
import type { Word } from './words.ts';

type Rule = (signals: Signals) => Plan | Refusal | undefined;

const DEFAULT_TOP = 5;
const MOST_LISTED = 50;

const LOOKUP_ASKS: ReadonlySet<Ask> = new Set<Ask>([
  'summary',
  'cause',
  'trigger',
  'fix',
  'impact',
  'when',
  'end',
  'how long',
  'how detected',
  'actions',
  'lessons',
  'timeline',
  'url',
  'detection time',
  'recovery time',
]);

const ASK_OF_MEASURE: Record<Measure, Ask> = {
  duration: 'how long',
  detection: 'detection time',
  recovery: 'recovery time',
};

/** What is asked of single incidents; a measure that nothing is worked out over is asked of them as well. */
function lookupAsks(signals: Signals): Ask[] {
  const asks = [...signals.asks].filter((ask) => LOOKUP_ASKS.has(ask));
  if (!signals.measure || signals.aggregate || asks.includes('how long')) return asks;
  return [...asks.filter((ask) => ask !== 'summary'), ASK_OF_MEASURE[signals.measure]];
}

const hasConditions = (signals: Signals): boolean => !isUnlimited(signals.read.subject);

/** The subject with topics as mentions, for plans that count or list. */
function counted(signals: Signals): Subject | Refusal {
  const subject = withMentions(signals.read.subject, signals.reading);
  const mismatch = signals.read.mismatches[0];
  if (mismatch) return { kind: 'unknown value', ...mismatch };
  if (signals.read.unknownFields[0] !== undefined)
    return { kind: 'unknown field', word: signals.read.unknownFields[0] };
  return subject ?? { kind: 'unknown words', words: signals.reading.topics.map((topic) => topic.text) };
}

const isRefusal = (value: Subject | Refusal): value is Refusal => 'kind' in value;

function planned(signals: Signals, make: (subject: Subject) => Plan): Plan | Refusal {
  const subject = counted(signals);
  return isRefusal(subject) ? subject : make(subject);
}

/** A capital at the beginning of a sentence does not make a name. */
const beginsSentence = (word: Word, question: string): boolean =>
  /(^|[.!?:]\s+)$/.test(question.slice(0, word.start));

/** The words of a topic; a joined name (`ERR_POOL_TIMEOUT`, `PM2021-004`) is one. */
function chunks(topic: Topic, question: string): string[] {
  return topic.words
    .filter((word, index) => index === 0 || !word.joined)
    .map((first) => {
      const from = topic.words.indexOf(first);
      let last = from;
      while (topic.words[last + 1]?.joined) last += 1;
      const text = question.slice(first.start, topic.words[last]?.end);
      return beginsSentence(first, question) && /^\p{Lu}\p{Ll}+$/u.test(text) ? text.toLowerCase() : text;
    });
}

/** Words that a look-up must find in the incident it answers about, and all words that help to rank it. */
export function targetWords(signals: Signals): { words: string; required: string[] } {
  const { reading } = signals;
  const telling = reading.claims.filter(
    (claim) =>
      claim.type === 'value' ||
      claim.type === 'number' ||
      (claim.type === 'lexicon' &&
        ['incident like', 'label', 'soft', 'measure', 'weekday'].some((kind) =>
          claim.meanings.some((meaning) => meaning.kind === kind),
        )),
  );
  const required = reading.topics.flatMap((topic) => chunks(topic, reading.question));
  const values = telling
    .filter((claim) => claim.type === 'value' || claim.type === 'number')
    .flatMap((claim) => reading.words.slice(claim.from, claim.to).map((word) => word.text));
  const spans = [...reading.topics, ...telling].sort((a, b) => a.from - b.from);
  const words = spans.map((span) =>
    reading.question.slice(reading.words[span.from]?.start, reading.words[span.to - 1]?.end),
  );
  return { words: words.join(' '), required: [...new Set([...required, ...values])] };
}

/** A small number alone finds anything. */
const isTelling = (word: string): boolean => /\p{L}|\d{3}/u.test(word);

/** What a look-up is about: an extreme, the asker's words, or the selection that the question makes. */
function targetOf(signals: Signals): Target | undefined {
  const subject = { ...signals.read.subject };
  const narrowed = withMentions(subject, signals.reading);
  if (signals.superlative && narrowed) {
    return {
      by: 'extreme',
      of:
        signals.superlative.by === 'duration' && signals.measure && signals.measure !== 'duration'
          ? signals.measure
          : signals.superlative.by,
      direction: signals.superlative.direction,
      limit: signals.limit ?? 1,
      subject: narrowed,
    };
  }
  const wanted = targetWords(signals);
  if (signals.reading.topics.length > 0) {
    if (!wanted.required.some(isTelling)) return undefined;
    return {
      by: 'words',
      ...wanted,
      subject: { ...subject, labels: subject.labels.filter(({ condition }) => condition.negated) },
    };
  }
  return hasConditions(signals) ? { by: 'selection', subject } : undefined;
}

const conversational: Rule = ({ asks, reading, read, by }) => {
  if (reading.topics.length > 0 || !isUnlimited(read.subject) || by) return undefined;
  if (asks.has('help')) return { kind: 'say', say: 'help' };
  if (asks.has('overview')) return { kind: 'overview' };
  if (asks.has('greeting')) return { kind: 'say', say: 'greeting' };
  if (asks.has('thanks')) return { kind: 'say', say: 'thanks' };
  return undefined;
};

const advice: Rule = (signals) => {
  if (!signals.asks.has('advice') && !signals.asks.has('similar')) return undefined;
  const target = targetOf(signals);
  return target && target.by !== 'extreme'
    ? { kind: 'similar', target, advice: signals.asks.has('advice') }
    : undefined;
};

/** Two sides set against each other: two windows, or two values of one label. */
const compare: Rule = (signals) => {
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

const tooManyWindows: Rule = ({ read }) =>
  read.windows.length > 1
    ? { kind: 'two windows', windows: read.windows.map((window) => window.text) }
    : undefined;

const trend: Rule = (signals) => {
  if (!signals.asks.has('trend') || lookupAsks(signals).length > 0) return undefined;
  const asked = signals.by && 'time' in signals.by ? signals.by.time : 'month';
  const unit = asked === 'year' || asked === 'quarter' ? asked : 'month';
  return planned(signals, (subject) => ({ kind: 'trend', subject, unit }));
};

/** "what share of incidents in 2021 were Kubernetes": the window holds for both, the labels for the part only. */
const share: Rule = (signals) => {
  if (!signals.asks.has('share')) return undefined;
  return planned(signals, (subject) => ({
    kind: 'share',
    subject,
    of: { ...subject, labels: [], mentions: [], numbers: [], presence: [], weekdays: null },
  }));
};

const causes: Rule = (signals) => {
  if (!signals.asks.has('cause') || !signals.rank || signals.superlative) return undefined;
  const subject =
    signals.reading.topics.length > 0
      ? withMentions(signals.read.subject, signals.reading)
      : signals.read.subject;
  return subject && { kind: 'causes', subject, limit: signals.limit ?? DEFAULT_TOP };
};

const rate: Rule = (signals) => {
  const unit = signals.by && 'time' in signals.by ? signals.by.time : null;
  if (
    signals.aggregate !== 'mean' ||
    signals.measure ||
    !unit ||
    !(signals.asks.has('count') || signals.incident)
  )
    return undefined;
  if (unit === 'weekday' || unit === 'hour') return undefined;
  return planned(signals, (subject) => ({ kind: 'rate', subject, unit }));
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

const group: Rule = (signals) => {
  const { by, rank, superlative } = signals;
  if (!by) return undefined;
  const measured = superlative && superlative.by !== 'start' ? superlative : null;
  const isAsked = rank !== null || signals.each || (measured !== null && !signals.asks.has('which incident'));
  if (
    !isAsked ||
    (lookupAsks(signals).some(
      (ask) => !BESIDE_GROUPS.has(ask) && !(measured && (ask === 'fix' || ask === 'how detected')),
    ) &&
      !rank &&
      !signals.each)
  )
    return undefined;
  const measure = measured?.by ?? signals.measure;
  const summed = measured && /downtime|time/.test(signals.reading.question.toLowerCase()) && rank !== null;
  const figure =
    measure && measure !== 'start'
      ? ({
          measure,
          aggregate:
            signals.aggregate ??
            (summed ? 'sum' : /downtime/.test(signals.reading.question.toLowerCase()) ? 'sum' : 'mean'),
        } as const)
      : null;
  const direction = measured?.direction ?? rank;
  const plural = /s$/.test(signals.byWord ?? '') || signals.each;
  return planned(signals, (subject) => ({
    kind: 'group',
    subject,
    by,
    figure,
    rank: signals.each && signals.limit === null && !direction ? 'all' : (direction ?? 'all'),
    limit: signals.limit ?? (plural || signals.each ? MOST_LISTED : DEFAULT_TOP),
  }));
};

/** "how many services", "how many different categories" count values and not incidents. */
const distinct: Rule = (signals) => {
  const { by, asks, reading } = signals;
  if (!asks.has('count') || !by || !('label' in by)) return undefined;
  const count = claimsMeaning(reading.claims, 'ask').find(({ meaning }) => meaning.ask === 'count')?.claim;
  const label = reading.claims.find(
    (claim) => meaningOf(claim, 'label')?.names[0] === by.label && !signals.read.used.has(claim),
  );
  if (!count || !label || label.from < count.to) return undefined;
  const between = reading.claims.filter((claim) => claim.from >= count.to && claim.to <= label.from);
  if (
    !between.every((claim) => meaningOf(claim, 'filler') || meaningOf(claim, 'soft')) ||
    reading.topics.some((topic) => topic.from < label.from && topic.from > count.from)
  )
    return undefined;
  return planned(signals, (subject) => ({ kind: 'distinct', subject, label: by.label }));
};

const labelFigure: Rule = (signals) => {
  const { by, aggregate } = signals;
  if (!aggregate || !by || !('label' in by) || signals.measure || signals.each) return undefined;
  if (aggregate === 'sum' && signals.asks.has('count') && signals.incident) return undefined;
  return planned(signals, (subject) => ({ kind: 'label figure', subject, label: by.label, aggregate }));
};

const measure: Rule = (signals) => {
  const { aggregate, rank, asks } = signals;
  if (signals.superlative || (asks.has('count') && !signals.measure)) return undefined;
  const usual = rank !== null && (asks.has('how long') || signals.measure !== null);
  const asksTime = asks.has('how long') || signals.measure !== null;
  if (!asksTime || (aggregate === null && !usual)) return undefined;
  if (
    lookupAsks(signals).some(
      (ask) => ask !== 'how long' && ask !== 'how detected' && ask !== 'fix' && ask !== 'summary',
    )
  )
    return undefined;
  const verb = [...asks].includes('how detected')
    ? 'detection'
    : [...asks].includes('fix')
      ? 'recovery'
      : null;
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

/** "how many hours of downtime in 2021", "how much downtime": a total unless one incident is named. */
const total: Rule = (signals) => {
  const text = signals.reading.question.toLowerCase();
  if (
    !/downtime/.test(text) ||
    !signals.asks.has('how long') ||
    signals.reading.topics.length > 0 ||
    signals.reference
  )
    return undefined;
  return planned(signals, (subject) => ({ kind: 'measure', subject, measure: 'duration', aggregate: 'sum' }));
};

const extreme: Rule = (signals) => {
  if (!signals.superlative) return undefined;
  const target = targetOf(signals);
  if (!target || (signals.reading.topics.length > 0 && !withMentions(signals.read.subject, signals.reading)))
    return undefined;
  const asks = lookupAsks(signals);
  return {
    kind: 'lookup',
    target,
    asks: asks.length > 0 ? asks : ['which incident'],
    labels: askedLabels(signals),
  };
};

/** Labels that a look-up asks for; a word that also names a field of the record ("root cause") asks for the field. */
function askedLabels(signals: Signals): string[] {
  const { by, reading } = signals;
  if (!by || !('label' in by)) return [];
  const isField = reading.claims.some(
    (claim) => meaningOf(claim, 'label')?.names.includes(by.label) && meaningOf(claim, 'ask'),
  );
  return isField ? [] : [by.label];
}

const count: Rule = (signals) => {
  if (!signals.asks.has('count')) return undefined;
  const text = signals.reading.question.toLowerCase();
  if (
    !signals.incident &&
    signals.reading.topics.length > 0 &&
    !/how often|times|frequently/.test(text) &&
    !signals.has('mention') &&
    !signals.has('tagged')
  )
    return undefined;
  if (signals.by && !('time' in signals.by)) return undefined;
  return planned(signals, (subject) => ({
    kind: 'count',
    subject,
    often: /how often|how frequently|how many times/.test(text),
  }));
};

/** Look-ups about what the question's own words name. */
const lookup: Rule = (signals) => {
  const asks = lookupAsks(signals);
  const labels = askedLabels(signals);
  if (asks.length === 0 && labels.length === 0) return undefined;
  const plain = asks.length === 0 || asks.every((ask) => ask === 'summary');
  if (
    plain &&
    labels.length > 0 &&
    signals.reading.topics.length === 0 &&
    isUnlimited(signals.read.subject)
  ) {
    return { kind: 'values', label: labels[0] ?? '' };
  }
  if (plain && labels.length === 0 && signals.read.unknownFields[0] !== undefined)
    return { kind: 'unknown field', word: signals.read.unknownFields[0] };
  const target = targetOf(signals);
  if (!target) return undefined;
  if (target.by === 'selection' && asks.length === 0 && signals.by) {
    return planned(signals, (subject) => ({
      kind: 'group',
      subject,
      by: signals.by ?? { time: 'month' },
      figure: null,
      rank: 'all',
      limit: MOST_LISTED,
    }));
  }
  return {
    kind: 'lookup',
    target,
    asks: labels.length > 0 ? asks.filter((ask) => ask !== 'summary') : asks,
    labels,
  };
};

const list: Rule = (signals) => {
  const { asks, read, reading } = signals;
  const lists =
    asks.has('list') ||
    asks.has('exists') ||
    asks.has('which incident') ||
    asks.has('summary') ||
    asks.size === 0;
  if (/^\s*whom?\b/i.test(reading.question)) return undefined;
  if (
    !lists ||
    !(
      signals.incident ||
      hasConditions(signals) ||
      signals.has('mention') ||
      signals.has('tagged') ||
      signals.reference
    )
  )
    return undefined;
  if (read.unknownFields[0] !== undefined) return { kind: 'unknown field', word: read.unknownFields[0] };
  if (signals.has('unsupported')) return undefined;
  if (
    reading.topics.length > 0 &&
    !signals.has('mention') &&
    !signals.has('tagged') &&
    !asks.has('exists') &&
    !signals.incident
  )
    return undefined;
  const subject = withMentions(read.subject, reading);
  return subject && { kind: 'list', subject, exists: asks.has('exists'), limit: signals.limit };
};

/** Questions whose answer is a detail that must stand in a sentence. */
const asksDetail = (signals: Signals): boolean =>
  /\b(who|whom|whose|how much|how many|which|what)\b/i.test(signals.reading.question);

const passage: Rule = (signals) => {
  if (signals.read.unknownFields[0] !== undefined)
    return { kind: 'unknown field', word: signals.read.unknownFields[0] };
  if (!targetWords(signals).required.some(isTelling) || signals.reading.topics.length === 0) return undefined;
  return {
    kind: 'passage',
    ...targetWords(signals),
    subject: { ...signals.read.subject, labels: [] },
    needsSentence: asksDetail(signals),
  };
};

/** In order: the first rule that fits makes the plan. */
const rules: readonly Rule[] = [
  conversational,
  advice,
  compare,
  tooManyWindows,
  trend,
  share,
  causes,
  rate,
  group,
  total,
  distinct,
  labelFigure,
  measure,
  extreme,
  count,
  lookup,
  list,
  passage,
];

/** Turns what a question says into a typed plan, or says why there is none. */
export function makePlan(signals: Signals): Plan | Refusal {
  for (const rule of rules) {
    const plan = rule(signals);
    if (plan) return plan;
  }
  return { kind: 'not understood' };
}
