import type { Measure } from '../../store/incident-selection.ts';
import { meaningOf, type Topic } from '../read/claims.ts';
import type { Word } from '../read/words.ts';
import { matchLexicon } from '../vocabulary/match-lexicon.ts';
import type { Ask } from '../vocabulary/meanings.ts';
import { isUnlimited, type Target } from './plan.ts';
import { withMentions } from './read-mentions.ts';
import type { Signals } from './signals.ts';

const LOOKUP_ASKS: ReadonlySet<Ask> = new Set<Ask>([
  'summary',
  'cause',
  'trigger',
  'fix',
  'impact',
  'when',
  'end',
  'state',
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

const TIMED: readonly (readonly [verb: Ask, ask: Ask])[] = [
  ['how detected', 'detection time'],
  ['fix', 'recovery time'],
];

/** What is asked of single incidents; a measure that nothing is worked out over is asked of them as well. */
export function lookupAsks(signals: Signals): Ask[] {
  const asked = [...signals.asks].filter((ask) => LOOKUP_ASKS.has(ask));
  // "is it resolved?" asks whether, not how.
  const whether = /^\s*(is|was|are|were|has|have)\b/i.test(signals.reading.question);
  const asks = whether ? asked.map((ask) => (ask === 'fix' || ask === 'end' ? 'state' : ask)) : asked;
  // "how long until we detected it" asks for the time to detection, not for how it was detected.
  for (const [verb, ask] of TIMED) {
    if (asks.includes('how long') && asks.includes(verb))
      return [ask, ...asks.filter((each) => each !== verb && each !== 'how long' && each !== 'summary')];
  }
  if (!signals.measure || signals.aggregate || asks.includes('how long') || asks.includes('fix')) return asks;
  return [...asks.filter((ask) => ask !== 'summary'), ASK_OF_MEASURE[signals.measure]];
}

/** A capital at the beginning of a sentence does not make a name. */
const beginsSentence = (word: Word, question: string): boolean =>
  /(^|[.!?:]\s+)$/.test(question.slice(0, word.start));

/** "failure", "issue", "data": said of any incident, and not to be found in its record. */
const isGeneral = (word: Word): boolean =>
  matchLexicon([word], 0).some(({ meanings }) =>
    meanings.every((meaning) => meaning.kind === 'incident like' || meaning.kind === 'soft'),
  );

/** The words of a topic; a joined name (`ERR_POOL_TIMEOUT`, `PM2021-004`) is one. */
function chunks(topic: Topic, question: string): string[] {
  return topic.words
    .filter((word, index) => (index === 0 || !word.joined) && !isGeneral(word))
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

export const asksNumber = ({ asks, reading }: Signals): boolean =>
  asks.has('count') || asks.has('how often') || asks.has('share') || /\bhow much\b/i.test(reading.question);

/** A sentence can tell a detail; it cannot rank or work out. */
export const ranksOrWorksOut = ({ rank, superlative, aggregate }: Signals): boolean =>
  rank !== null || superlative !== null || aggregate !== null;

/** A small number alone finds anything. */
export const isTelling = (word: string): boolean => /\p{L}|\d{3}/u.test(word);

const isLatest = ({ superlative }: Signals): boolean =>
  superlative?.by === 'start' && superlative.direction === 'most';

/** The latest incident is the latest that has begun; planned ones lie ahead. */
const soFar = ({ reading }: Signals) => ({ condition: { to: reading.now }, text: 'so far' });

/** What a look-up is about: an extreme, the asker's words, or the selection that the question makes. */
export function targetOf(signals: Signals): Target | undefined {
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
      subject: isLatest(signals) && !narrowed.window ? { ...narrowed, window: soFar(signals) } : narrowed,
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
  return !isUnlimited(subject) ? { by: 'selection', subject, words: wanted.required } : undefined;
}

/** Labels that a look-up asks for; a word that also names a field of the record ("root cause") asks for the field. */
export function askedLabels(signals: Signals): (readonly string[])[] {
  const { by, reading } = signals;
  if (!by || !('label' in by)) return [];
  const isField = reading.claims.some((claim) => {
    const ask = meaningOf(claim, 'ask')?.ask;
    return meaningOf(claim, 'label')?.names === by.label && ask !== undefined && ask !== 'how detected';
  });
  return isField ? [] : [by.label];
}
