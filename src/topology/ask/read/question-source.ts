import type { NodeName } from '../../topology-graph.ts';
import type { NamedNode } from '../link/find-names.ts';
import type { NameIndex } from '../link/name-index.ts';
import type { Bound } from '../topology-answer.ts';
import type { NameClaim, UnknownClaim } from './reading.ts';
import type { Word } from './words.ts';

/** What may stand between two words of one name. */
export const WITHIN_NAME = /^[\s\-_./:{}#@*+$~]*$/;

/** A word with what names are compared by. */
export interface KeyedWord extends Word {
  readonly compact: string;
  readonly singular: string;
}

/** What pronouns of the question may stand for, the nearest first. */
export interface Spoken {
  readonly subjects: readonly NodeName[];
  readonly listed: readonly NodeName[];
}

/** A question that is being read. */
export interface Source {
  readonly text: string;
  readonly words: readonly KeyedWord[];
  readonly index: NameIndex;
  readonly quotes: readonly { readonly start: number; readonly end: number }[];
  readonly bound: readonly Bound[];
  readonly spoken: Spoken;
}

export const toOf = (words: readonly Word[], from: number, end: number): number => {
  const next = words.findIndex((word, at) => at >= from && word.start >= end);
  return next < 0 ? words.length : Math.max(next, from + 1);
};

export function nameClaim(
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

export const unknownClaim = (
  { text, words }: Source,
  from: number,
  to: number,
  isName = false,
): UnknownClaim => {
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
