import type { NodeName } from '../../topology-graph.ts';
import { findLooseName, findSameName, type NamedNode } from '../link/find-names.ts';
import type { NameIndex } from '../link/name-index.ts';
import { compactKey, singularKey, wordsOfName } from '../link/name-keys.ts';
import { findMisspelt } from '../link/near-names.ts';
import type { Bound, BoundQuestion } from '../topology-answer.ts';
import { joinNouns, joinStrangers } from './join-nouns.ts';
import { longestPhrase, misspeltPhrase } from './match-phrases.ts';
import type { Meaning } from './meanings.ts';
import type { Claim, NameClaim, Reading, UnknownClaim } from './reading.ts';
import { readWords, type Word } from './words.ts';

const MOST_WORDS_OF_NAME = 12;
/** What may stand between two words of one name. */
const WITHIN_NAME = /^[\s\-_./:{}#@*+$~]*$/;
const SYMBOL_OF_NAME = /[/{}#*+_:@$.~-]/;
const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

interface KeyedWord extends Word {
  readonly compact: string;
  readonly singular: string;
}

/** What pronouns of the question may stand for, the nearest first. */
export interface Spoken {
  readonly subjects: readonly NodeName[];
  readonly listed: readonly NodeName[];
}

interface Source {
  readonly text: string;
  readonly words: readonly KeyedWord[];
  readonly index: NameIndex;
  readonly quotes: readonly { readonly start: number; readonly end: number }[];
  readonly bound: readonly Bound[];
  readonly spoken: Spoken;
}

/** Reads every word of a question as a name, a phrase or a number; what is left is unknown. */
export function readQuestion({ text, bound }: BoundQuestion, index: NameIndex, spoken: Spoken): Reading {
  const words = readWords(text).map((word) => ({
    ...word,
    compact: compactKey(word.text),
    singular: singularKey(wordsOfName(word.text)),
  }));
  const source: Source = { text, words, index, quotes: findQuotes(text), bound, spoken };
  const claims: Claim[] = [];
  for (let at = 0; at < words.length; ) {
    const claim = claimAt(source, at, claims.at(-1));
    claims.push(claim);
    at = claim.to;
  }
  return {
    text,
    words,
    claims: joinNouns(linkUnknown(joinStrangers(joinUnknown(claims, source), source), source), source),
  };
}

const QUOTED = /[“"`«]([^“”"`«»\n]{1,200})[”"`»]/g;

const findQuotes = (text: string): { start: number; end: number }[] =>
  [...text.matchAll(QUOTED)].map((match) => ({
    start: match.index + 1,
    end: match.index + 1 + (match[1]?.length ?? 0),
  }));

function claimAt(source: Source, from: number, before: Claim | undefined): Claim {
  const { text, words } = source;
  const word = words[from] as KeyedWord;
  const settled = source.bound.find(({ start, end }) => word.start >= start && word.start < end);
  if (settled) return boundClaim(source, from, settled);
  const quote = source.quotes.find(({ start, end }) => word.start >= start && word.end <= end);
  if (quote) return quotedClaim(source, from, quote.end);
  const name = longestName(source, from);
  const phrase = longestPhrase(text, words, from);
  const token = strangeToken(source, from);
  if (token !== null && token > Math.max(phrase?.to ?? 0, name?.to ?? 0))
    return unknownClaim(source, from, token, true);
  if (name && (!phrase || name.to > phrase.to || (name.to === phrase.to && isName(source, name, before))))
    return name;
  if (phrase) return pronounClaim(source, from, phrase) ?? { type: 'phrase', from, ...phrase };
  const number = /^\d{1,6}$/.test(word.lower) ? Number(word.lower) : NUMBERS.indexOf(word.lower);
  if (number >= 0) return { type: 'number', from, to: from + 1, number };
  return unknownClaim(source, from, from + 1);
}

const JOINED_BY_SIGN = /^[._/:{}#@-]+$/;
const SURE_SIGN = /[._{}#@]/;

/**
 * Where a run of words that signs hold together ends, if it looks like a name that is not there: `order.created`, or
 * `checkout-v2`, of which the grammar does not know every word. Null for others, such as “publish/subscribe”.
 */
function strangeToken({ text, words }: Source, from: number): number | null {
  let to = from + 1;
  let signs = '';
  while (to < words.length) {
    const between = text.slice(words[to - 1]?.end, words[to]?.start);
    if (!JOINED_BY_SIGN.test(between)) break;
    signs += between;
    to += 1;
  }
  if (to === from + 1) return null;
  const isKnown = words.slice(from, to).every((_, at) => longestPhrase(text, words, from + at) !== undefined);
  return SURE_SIGN.test(signs) || !isKnown ? to : null;
}

const toOf = (words: readonly Word[], from: number, end: number): number => {
  const next = words.findIndex((word, at) => at >= from && word.start >= end);
  return next < 0 ? words.length : Math.max(next, from + 1);
};

function nameClaim(
  { text, words }: Source,
  from: number,
  to: number,
  candidates: readonly NamedNode[],
): NameClaim {
  const [start, end] = [words[from]?.start ?? 0, words[to - 1]?.end ?? 0];
  const written = text.slice(start, end);
  return {
    ...{ type: 'name', from, to, written, start, end, candidates },
    ...{ reference: null, isSettled: false, kinds: null, readAs: null },
  };
}

const unknownClaim = ({ text, words }: Source, from: number, to: number, isName = false): UnknownClaim => {
  const [start, end] = [words[from]?.start ?? 0, words[to - 1]?.end ?? 0];
  return {
    type: 'unknown',
    from,
    to,
    written: text.slice(start, end),
    start,
    end,
    isName,
    kinds: null,
    others: [],
  };
};

function boundClaim(source: Source, from: number, bound: Bound): Claim {
  const nodes = bound.ids.flatMap((id) => source.index.byId.get(id) ?? []);
  const to = toOf(source.words, from, bound.end);
  if (nodes.length === 0) return unknownClaim(source, from, to, true);
  const candidates = nodes.map((node): NamedNode => ({ node, tier: 'exact' }));
  return { ...nameClaim(source, from, to, candidates), isSettled: true };
}

function quotedClaim(source: Source, from: number, end: number): Claim {
  const to = toOf(source.words, from, end);
  const written = source.text.slice(source.words[from]?.start, end);
  const keys = keysAt(source, from, to);
  const named = findSameName({ ...keys, lower: written.toLowerCase() }, source.index);
  const found = named.length > 0 ? named : findLooseName(written, source.index);
  return found.length > 0 ? nameClaim(source, from, to, found) : unknownClaim(source, from, to, true);
}

function keysAt({ text, words }: Source, from: number, to: number) {
  const run = words.slice(from, to);
  return {
    lower: withSymbols(text, run[0]?.start ?? 0, run.at(-1)?.end ?? 0).toLowerCase(),
    compact: run.map(({ compact }) => compact).join(''),
    singular: run.map((word) => word.singular).join(''),
  };
}

/** The stretch with the signs that belong to it: `/orders/{id}`. */
function withSymbols(text: string, start: number, end: number): string {
  let [first, last] = [start, end];
  while (first > 0 && SYMBOL_OF_NAME.test(text[first - 1] ?? '')) first -= 1;
  while (last < text.length && SYMBOL_OF_NAME.test(text[last] ?? '')) last += 1;
  return text.slice(first, last).replace(/[.:]+$/, '');
}

function longestName(source: Source, from: number): NameClaim | undefined {
  const { text, words, index } = source;
  let last = from + 1;
  while (
    last < words.length &&
    last - from < MOST_WORDS_OF_NAME &&
    WITHIN_NAME.test(text.slice(words[last - 1]?.end, words[last]?.start))
  )
    last += 1;
  for (let to = last; to > from; to--) {
    const found = findSameName(keysAt(source, from, to), index);
    if (found.length > 0) return nameClaim(source, from, to, found);
  }
  return undefined;
}

const BEFORE_NAME =
  /^(?:does|do|did|is|are|by|of|if|when|to|from|about|between|with|on|the|service|topic|team)$/;

/** Words that are both a name and grammar are a name where grammar could not stand. */
function isName({ words }: Source, name: NameClaim, before: Claim | undefined): boolean {
  const [previous, next] = [words[name.from - 1]?.lower ?? '', words[name.to]?.lower ?? ''];
  if (name.candidates.every(({ tier }) => tier === 'plural')) return false;
  if (/^(?:service|topic|queue|channel|event|message|team|system|api)$/.test(next)) return true;
  if (next === 'of') return false;
  const isBehindVerb = before?.type === 'phrase' && before.meanings.some(({ kind }) => kind === 'verb');
  return isBehindVerb || BEFORE_NAME.test(previous);
}

/** A pronoun as what was last spoken of; “the topic orders” is none. */
function pronounClaim(source: Source, from: number, phrase: { to: number; meanings: readonly Meaning[] }) {
  const pronoun = phrase.meanings.find((meaning) => meaning.kind === 'pronoun');
  if (!pronoun) return undefined;
  const { subjects, listed } = source.spoken;
  if (phrase.to > from + 1 && isNamedNext(source, phrase.to)) return fillerClaim(from);
  if (subjects.length + listed.length === 0)
    return phrase.to > from + 1 ? fillerClaim(from) : ({ type: 'phrase', from, ...phrase } as const);
  const groups = pronoun.isPlural ? [listed, subjects] : [subjects, listed];
  const claim = nameClaim(source, from, phrase.to, []);
  return {
    ...claim,
    reference: { isPlural: pronoun.isPlural, groups: groups.filter(({ length }) => length > 0) },
  };
}

const fillerClaim = (from: number): Claim => ({
  type: 'phrase',
  from,
  to: from + 1,
  meanings: [{ kind: 'filler' }],
});

const isNamedNext = (source: Source, at: number): boolean => {
  if (at >= source.words.length) return false;
  if (source.quotes.some(({ start }) => start === source.words[at]?.start)) return true;
  return longestName(source, at) !== undefined || !longestPhrase(source.text, source.words, at);
};

/** Unknown words side by side are one. */
function joinUnknown(claims: readonly Claim[], source: Source): Claim[] {
  const joined: Claim[] = [];
  for (const claim of claims) {
    const before = joined.at(-1);
    const isJoined =
      claim.type === 'unknown' &&
      before?.type === 'unknown' &&
      !claim.isName &&
      !before.isName &&
      WITHIN_NAME.test(source.text.slice(before.end, claim.start));
    if (isJoined) joined[joined.length - 1] = unknownClaim(source, before.from, claim.to);
    else joined.push(claim);
  }
  return joined;
}

/** Unknown words as a name that is written loosely or misspelt, or as a misspelt word of the grammar. */
function linkUnknown(claims: readonly Claim[], source: Source): Claim[] {
  // A word of a name that is already told is said of it.
  const named = new Set(
    claims.flatMap((claim) => (claim.type === 'name' ? claim.candidates.map(({ node }) => node.id) : [])),
  );
  return claims.map((claim): Claim => {
    if (claim.type !== 'unknown') return claim;
    const loose = findLooseName(claim.written, source.index);
    const isNamedAlready = loose.some(({ node }) => named.has(node.id));
    if (loose.length > 0 && !isNamedAlready) {
      const [first] = loose;
      const isPlain = first?.tier === 'service word' || loose.length > 1;
      const readAs = isPlain ? null : (first?.node.name ?? null);
      return { ...nameClaim(source, claim.from, claim.to, loose), readAs };
    }
    const misspelt = findMisspelt(claim.written, source.index);
    if (misspelt.length > 0) {
      const candidates = misspelt.map((node): NamedNode => ({ node, tier: 'loose' }));
      return { ...nameClaim(source, claim.from, claim.to, candidates), readAs: misspelt[0]?.name ?? null };
    }
    const meanings = claim.isName ? undefined : misspeltPhrase(claim.written.toLowerCase());
    return meanings ? { type: 'phrase', from: claim.from, to: claim.to, meanings } : claim;
  });
}
