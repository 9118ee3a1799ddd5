import { isUnlimited } from './plan.ts';
import { withMentions } from './read-mentions.ts';
import { MOST_LISTED, planned, type Rule } from './rule.ts';
import type { Signals } from './signals.ts';
import {
  askedLabels,
  asksNumber,
  isTelling,
  lookupAsks,
  ranksOrWorksOut,
  targetOf,
  targetWords,
} from './targets.ts';

export const conversational: Rule = ({ asks, reading, read, by }) => {
  if (reading.topics.length > 0 || !isUnlimited(read.subject) || by) return undefined;
  if (asks.has('help')) return { kind: 'say', say: 'help' };
  if (asks.has('overview')) return { kind: 'overview' };
  if (asks.has('greeting')) return { kind: 'say', say: 'greeting' };
  if (asks.has('thanks')) return { kind: 'say', say: 'thanks' };
  return undefined;
};

export const advice: Rule = (signals) => {
  if (!signals.asks.has('advice') && !signals.asks.has('similar')) return undefined;
  const target = targetOf(signals);
  if (target?.by === 'selection' && !target.subject.ids && target.words && target.words.length > 0) {
    const described = { ...target.subject, labels: [] };
    const words = {
      by: 'words',
      words: target.words.join(' '),
      required: target.words,
      subject: described,
    } as const;
    return { kind: 'similar', target: words, advice: signals.asks.has('advice') };
  }
  return target && target.by !== 'extreme'
    ? { kind: 'similar', target, advice: signals.asks.has('advice') }
    : undefined;
};

export const extreme: Rule = (signals) => {
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

/** A person is named by a label or in a sentence; no summary answers who it was. */
const isAboutPerson = (signals: Signals): boolean =>
  /^\s*(and |so )?(whom?|which (engineer|person|people|developer|employee)s?)\b/i.test(
    signals.reading.question,
  );

/** Look-ups about what the question's own words name. */
export const lookup: Rule = (signals) => {
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
    return { kind: 'values', label: labels[0] ?? [] };
  }
  if (plain && labels.length === 0 && signals.read.unknownFields[0] !== undefined)
    return { kind: 'unknown field', word: signals.read.unknownFields[0] };
  if (isAboutPerson(signals) && labels.length === 0 && !signals.asks.has('how detected')) return undefined;
  const target = targetOf(signals);
  if (!target) return undefined;
  if (target.by === 'selection' && asks.length === 0 && signals.by && !target.subject.ids) {
    return planned(signals, (subject) => ({
      kind: 'group',
      subject,
      by: signals.by ?? { time: 'month' },
      figure: null,
      rank: 'all',
      limit: MOST_LISTED,
      having: null,
    }));
  }
  return {
    kind: 'lookup',
    target,
    asks: labels.length > 0 ? asks.filter((ask) => ask !== 'summary') : asks,
    labels,
  };
};

export const list: Rule = (signals) => {
  const { asks, read, reading } = signals;
  const lists =
    asks.has('list') ||
    asks.has('exists') ||
    asks.has('which incident') ||
    asks.has('summary') ||
    asks.size === 0;
  if (isAboutPerson(signals)) return undefined;
  if (
    !lists ||
    !(
      signals.incident ||
      !isUnlimited(read.subject) ||
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
  const target = targetOf(signals);
  const isId = target?.by === 'words' && target.required.every((word) => /\p{L}.*\d|\d.*\p{L}/u.test(word));
  if (target && isId && !asks.has('exists') && !signals.has('mention')) {
    return { kind: 'lookup', target, asks: ['summary'], labels: [] };
  }
  const subject = withMentions(read.subject, reading);
  if (subject && asks.size === 0 && !signals.incident && !signals.reference && subject.labels.length > 0) {
    return { kind: 'lookup', target: { by: 'selection', subject }, asks: ['summary'], labels: [] };
  }
  return subject && { kind: 'list', subject, exists: asks.has('exists'), limit: signals.limit };
};

/** Questions whose answer is a detail that must stand in a sentence. */
const asksDetail = (signals: Signals): boolean =>
  /\b(who|whom|whose|how much|how many|which|what)\b/i.test(signals.reading.question);

export const passage: Rule = (signals) => {
  if (signals.read.unknownFields[0] !== undefined)
    return { kind: 'unknown field', word: signals.read.unknownFields[0] };
  if (ranksOrWorksOut(signals)) return undefined;
  const wanted = targetWords(signals);
  if (!wanted.required.some(isTelling) || signals.reading.topics.length === 0) return undefined;
  return {
    kind: 'passage',
    ...wanted,
    subject: { ...signals.read.subject, labels: [] },
    needsSentence: asksDetail(signals),
    needsNumber: asksNumber(signals),
  };
};
