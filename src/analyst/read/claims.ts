import type { Meaning } from '../vocabulary/meanings.ts';
import type { KnownValue } from '../vocabulary/tenant-vocabulary.ts';
import type { WindowMatch } from './windows.ts';
import type { Word } from './words.ts';

interface Span {
  /** First word, and the word after the last. */
  readonly from: number;
  readonly to: number;
}

export interface LexiconClaim extends Span {
  readonly type: 'lexicon';
  readonly meanings: readonly Meaning[];
}

export interface ValueClaim extends Span {
  readonly type: 'value';
  readonly values: readonly KnownValue[];
  /** Set where the value was written differently in the question. */
  readonly written?: string;
}

interface WindowClaim extends Span {
  readonly type: 'window';
  readonly window: WindowMatch;
}

/** A length of time: "2 hours", "an hour". */
export interface AmountClaim extends Span {
  readonly type: 'amount';
  readonly minutes: number;
  readonly text: string;
}

/** A bare number: how many to list, or a threshold of a count. */
export interface NumberClaim extends Span {
  readonly type: 'number';
  readonly number: number;
}

export type Claim = LexiconClaim | ValueClaim | WindowClaim | AmountClaim | NumberClaim;

/** Neighbouring words that nothing explains: what the question is about, in the asker's own words. */
export interface Topic extends Span {
  readonly text: string;
  readonly words: readonly Word[];
}

/** A question with every word either claimed or part of a topic. */
export interface Reading {
  readonly question: string;
  /** The time of the request. */
  readonly now: Date;
  readonly words: readonly Word[];
  readonly claims: readonly Claim[];
  readonly topics: readonly Topic[];
}

/** The meaning of that kind that a claim may have. */
export function meaningOf<Kind extends Meaning['kind']>(
  claim: Claim | undefined,
  kind: Kind,
): Extract<Meaning, { kind: Kind }> | undefined {
  if (claim?.type !== 'lexicon') return undefined;
  return claim.meanings.find((meaning): meaning is Extract<Meaning, { kind: Kind }> => meaning.kind === kind);
}

/** Every claim that may have a meaning of that kind, with the meaning. */
export function claimsMeaning<Kind extends Meaning['kind']>(
  claims: readonly Claim[],
  kind: Kind,
): { claim: LexiconClaim; meaning: Extract<Meaning, { kind: Kind }> }[] {
  return claims.flatMap((claim) => {
    const meaning = meaningOf(claim, kind);
    return meaning && claim.type === 'lexicon' ? [{ claim, meaning }] : [];
  });
}
