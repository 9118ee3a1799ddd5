import { findLooseName, findSameName, type NamedNode } from '../link/find-names.ts';
import type { NameIndex } from '../link/name-index.ts';
import { compactKey, singularKey, wordsOfName } from '../link/name-keys.ts';
import type { Bound, BoundQuestion } from '../topology-answer.ts';
import { countWord } from './count-word.ts';
import { joinNouns, joinStrangers } from './join-nouns.ts';
import { joinUnknown, linkUnknown } from './link-unknown.ts';
import { longestPhrase } from './match-phrases.ts';
import { isName, keysAt, longestName, strangeToken } from './name-at.ts';
import { pronounClaim } from './pronoun-claim.ts';
import {
  type KeyedWord,
  nameClaim,
  type Source,
  type Spoken,
  toOf,
  unknownClaim,
} from './question-source.ts';
import type { Claim, Reading } from './reading.ts';
import { readWords } from './words.ts';

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
  const number = countWord(word.lower);
  if (number !== null) return { type: 'number', from, to: from + 1, number };
  return unknownClaim(source, from, from + 1);
}

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
