import { distance } from 'fastest-levenshtein';
import { matchLexicon, type ReadAs } from '../vocabulary/match-lexicon.ts';
import { compactKey, type Vocabulary } from '../vocabulary/tenant-vocabulary.ts';
import type { AmountClaim, Claim, LexiconClaim, NumberClaim, Reading, Topic, ValueClaim } from './claims.ts';
import { meaningOf } from './claims.ts';
import { matchLabels, matchState, matchValues } from './link-names.ts';
import { readNumber } from './spans.ts';
import { readWindows } from './windows.ts';
import type { Word } from './words.ts';
import { readWords } from './words.ts';

const MINUTES_PER: Readonly<Record<string, number>> = {
  second: 1 / 60,
  sec: 1 / 60,
  minut: 1,
  min: 1,
  hour: 60,
  hr: 60,
  h: 60,
  day: 1440,
  week: 10_080,
  month: 43_800,
};

const SHORT_UNITS: Readonly<Record<string, number>> = {
  s: 1 / 60,
  sec: 1 / 60,
  h: 60,
  hr: 60,
  hrs: 60,
  d: 1440,
};

/** "2 hours", "an hour", "90 min", "1.5 days", "24h". */
function readAmount(words: readonly Word[], from: number): AmountClaim | undefined {
  const together = /^(\d+(?:[.]\d+)?)(s|sec|m|min|mins|h|hr|hrs|d)$/.exec(words[from]?.lower ?? '');
  if (together) {
    const [text, digits, unit = ''] = together;
    return { type: 'amount', from, to: from + 1, minutes: Number(digits) * (SHORT_UNITS[unit] ?? 1), text };
  }
  if (words[from]?.lower === 'half' && /^an?$/.test(words[from + 1]?.lower ?? '')) {
    const minutes = MINUTES_PER[words[from + 2]?.stem ?? ''];
    return minutes
      ? {
          type: 'amount',
          from,
          to: from + 3,
          minutes: minutes / 2,
          text: `half a${words[from + 1]?.lower === 'an' ? 'n' : ''} ${words[from + 2]?.lower}`,
        }
      : undefined;
  }
  const number = readNumber(words[from]);
  const unit = words[from + 1];
  const minutes = unit && MINUTES_PER[unit.stem.replace(/s$/, '')];
  if (number === undefined || !unit || !minutes) return undefined;
  return { type: 'amount', from, to: from + 2, minutes: number * minutes, text: `${number} ${unit.lower}` };
}

/** A small whole number on its own; years are windows and identifiers are topics. */
function readBareNumber(words: readonly Word[], from: number): NumberClaim | undefined {
  const word = words[from];
  if (!word || word.joined || words[from + 1]?.joined) return undefined;
  if (
    !/^\d{1,9}$/.test(word.lower) &&
    !/^(zero|two|three|four|five|six|seven|eight|nine|ten)$/.test(word.lower)
  )
    return undefined;
  const number = readNumber(word);
  return number === undefined ? undefined : { type: 'number', from, to: from + 1, number };
}

const GENERAL = new Set(['filler', 'soft', 'incident like']);

/** Words such as "resolved" are both a value and part of the question's grammar; these signs say that the value is meant. */
function meansValue(
  value: ValueClaim,
  other: LexiconClaim,
  words: readonly Word[],
  before: Claim | undefined,
): boolean {
  if (meaningOf(before, 'label')) return true;
  if (other.meanings.every((meaning) => meaning.kind === 'filler')) return false;
  if (other.meanings.every((meaning) => GENERAL.has(meaning.kind))) return true;
  const word = words[value.from];
  const typed = compactKey(words.slice(value.from, value.to));
  if (!value.values.some((each) => each.valueKey.replace(/[^\p{L}\p{N}]/gu, '') === typed)) return false;
  const mixedCase = words.some((each) => /^\p{Ll}/u.test(each.text));
  const isNoun = other.meanings.some((meaning) => meaning.kind === 'incident');
  const capitalised = !isNoun && mixedCase && value.from > 0 && /^\p{Lu}/u.test(word?.text ?? '');
  const beforeIncident = matchLexicon(words, value.to).some((match) =>
    match.meanings.some(({ kind }) => kind === 'incident'),
  );
  const hinted = meaningOf(before, 'label') !== undefined || meaningOf(before, 'tagged') !== undefined;
  return capitalised || beforeIncident || hinted;
}

/** A bare number names a value only beside its label ("severity 1"); elsewhere it counts or is a topic. */
const standsAlone = (value: ValueClaim, before: Claim | undefined, words: readonly Word[]): boolean =>
  !/^\d+$/.test(
    words
      .slice(value.from, value.to)
      .map((word) => word.lower)
      .join(''),
  ) || meaningOf(before, 'label') !== undefined;

interface ReadWith {
  readonly vocabulary: Vocabulary;
  readonly readAs: ReadAs;
}

function claimAt(
  words: readonly Word[],
  from: number,
  { vocabulary, readAs }: ReadWith,
  before: Claim | undefined,
): Claim | undefined {
  const value = matchValues(words, from, vocabulary).find((each) => standsAlone(each, before, words));
  const lexicon = mergeSame([
    ...matchLabels(words, from, vocabulary),
    ...matchLexicon(words, from, readAs).map((match): LexiconClaim => ({ type: 'lexicon', ...match })),
  ]);
  const state = matchState(words, from, vocabulary);
  if (state && state.to >= (value?.to ?? 0)) return state;
  const amount = readAmount(words, from);
  if (amount && amount.to >= (value?.to ?? 0)) return amount;
  if (
    value &&
    (!lexicon ||
      value.to > lexicon.to ||
      (value.to === lexicon.to && meansValue(value, lexicon, words, before)))
  ) {
    return value;
  }
  return lexicon ?? readBareNumber(words, from) ?? misspeltNoun(words, from);
}

/** Nobody means anything else by "incidnts". */
function misspeltNoun(words: readonly Word[], from: number): LexiconClaim | undefined {
  const lower = words[from]?.lower ?? '';
  const close =
    lower.length >= 6 && ['incidents', 'incident', 'outages'].some((noun) => distance(lower, noun) <= 2);
  return close ? { type: 'lexicon', from, to: from + 1, meanings: [{ kind: 'incident' }] } : undefined;
}

/** The longest claim, with the meanings of all claims of that length. */
function mergeSame(claims: readonly LexiconClaim[]): LexiconClaim | undefined {
  const longest = claims.reduce<LexiconClaim | undefined>(
    (best, claim) => (!best || claim.to > best.to ? claim : best),
    undefined,
  );
  if (!longest) return undefined;
  return {
    ...longest,
    meanings: claims.filter((claim) => claim.to === longest.to).flatMap((claim) => claim.meanings),
  };
}

const QUOTED = /"([^"]{2,400})"|“([^”]{2,400})”|\u2018([^\u2019]{2,400})\u2019|`([^`]{2,400})`/gu;

/** Words between quotation marks, as spans of words: they are meant as they stand. */
function readQuotes(question: string, words: readonly Word[]): { from: number; to: number }[] {
  return [...question.matchAll(QUOTED)].flatMap((match) => {
    const from = words.findIndex((word) => word.start >= match.index);
    const to = words.findLastIndex((word) => word.end <= match.index + match[0].length) + 1;
    return from >= 0 && to > from ? [{ from, to }] : [];
  });
}

function claimWords(question: string, words: readonly Word[], now: Date, readWith: ReadWith): Claim[] {
  const windows = readWindows(question, words, now).map(
    (window): Claim => ({ type: 'window', from: window.from, to: window.to, window }),
  );
  const claims: Claim[] = [];
  const quotes = readQuotes(question, words);
  for (let at = 0; at < words.length; ) {
    const quote = quotes.find((each) => each.from === at);
    if (quote) {
      const value = matchValues(words.slice(0, quote.to), at, readWith.vocabulary).find(
        (each) => each.to === quote.to,
      );
      if (value) claims.push(value);
      at = quote.to;
      continue;
    }
    const window = windows.find((each) => each.from <= at && at < each.to);
    const limit = windows.find((each) => each.from > at)?.from ?? words.length;
    const claim = window ?? claimAt(words.slice(0, limit), at, readWith, claims.at(-1)) ?? undefined;
    if (claim) claims.push(claim);
    at = claim ? claim.to : at + 1;
  }
  return claims;
}

const isGeneral = (claim: Claim): boolean =>
  claim.type === 'number' ||
  (claim.type === 'lexicon' &&
    claim.meanings.every((meaning) => meaning.kind === 'soft' || meaning.kind === 'incident like'));

/**
 * Runs of words that no claim explains. General words beside them belong to them ("disk failures", "data loss"),
 * and so do the other parts of a joined name (`node-ipc`).
 */
function findTopics(
  question: string,
  words: readonly Word[],
  claims: readonly Claim[],
): { topics: Topic[]; kept: Claim[] } {
  const claimOf = words.map((_, at) => claims.find((claim) => claim.from <= at && at < claim.to));
  const open = claimOf.map((claim) => claim === undefined);
  const absorb = (claim: Claim | undefined): boolean => {
    if (!claim || claim.type === 'window' || claim.type === 'value') return false;
    for (let at = claim.from; at < claim.to; at++) open[at] = true;
    return true;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let at = 0; at < words.length; at++) {
      if (open[at]) continue;
      const joins = (words[at]?.joined && open[at - 1]) || (words[at + 1]?.joined && open[at + 1]);
      const claim = claimOf[at];
      const beside = claim && isGeneral(claim) && (open[claim.from - 1] || open[claim.to]);
      if ((joins || beside) && absorb(claim)) changed = true;
    }
  }
  const topics: Topic[] = [];
  for (let at = 0; at < words.length; at++) {
    if (!open[at]) continue;
    let to = at;
    while (open[to]) to += 1;
    const run = words.slice(at, to);
    topics.push({ from: at, to, words: run, text: question.slice(run[0]?.start, run.at(-1)?.end) });
    at = to;
  }
  return { topics, kept: claims.filter((claim) => !open[claim.from]) };
}

const joins = (claim: Claim): boolean =>
  ['filler', 'or', 'and', 'label'].some((kind) => meaningOf(claim, kind as 'or') !== undefined) ||
  claim.type === 'value';

const mentionBefore = (claims: readonly Claim[], index: number): Claim | undefined =>
  claims.slice(Math.max(0, index - 4), index).findLast((each) => meaningOf(each, 'mention'));

/** Labels that say what a cause was; after "caused by" their values are meant, those of other labels are words. */
const CAUSE_LABEL = /caus|categor|class|trigger|type/;

/**
 * A name after "mention", "involving" or "caused by" is looked for in the text, which has the labels too: the label
 * alone would leave out the records that only tell of it.
 */
function asMentions(claims: readonly Claim[]): Claim[] {
  return claims.filter((claim, index) => {
    if (claim.type !== 'value') return true;
    const verb = mentionBefore(claims, index);
    const within = meaningOf(verb, 'mention')?.within;
    const between = verb ? claims.slice(claims.indexOf(verb) + 1, index) : [];
    if (!within || meaningOf(verb, 'filler') || !between.every(joins)) return true;
    return within === 'cause' && claim.values.some((value) => CAUSE_LABEL.test(value.name));
  });
}

/**
 * Reads a question: which words are windows, names that the tenant has, words of the lexicon or amounts, and which
 * words nothing explains. Longer claims win over shorter ones.
 */
export function readQuestion(
  question: string,
  vocabulary: Vocabulary,
  now: Date,
  readAs: ReadAs = 'records',
): Reading {
  const words = readWords(question);
  const claims = asMentions(claimWords(question, words, now, { vocabulary, readAs }));
  const { topics, kept } = findTopics(question, words, claims);
  return { question, now, words, claims: kept, topics };
}
