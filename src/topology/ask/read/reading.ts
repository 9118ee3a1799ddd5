import type { NodeKind } from '../../../core/topology.ts';
import type { NodeName } from '../../topology-graph.ts';
import type { NamedNode } from '../link/find-names.ts';
import type { Meaning, MeaningKind } from './meanings.ts';
import type { Word } from './words.ts';

interface Stretch {
  /** First word, and the word after the last. */
  readonly from: number;
  readonly to: number;
}

/** Words that the lexicon knows. */
export interface PhraseClaim extends Stretch {
  readonly type: 'phrase';
  readonly meanings: readonly Meaning[];
}

/** Words that name something of the graph. */
export interface NameClaim extends Stretch {
  readonly type: 'name';
  readonly written: string;
  readonly start: number;
  readonly end: number;
  /** What they may name, the best first; of a pronoun what was last spoken of. */
  readonly candidates: readonly NamedNode[];
  /** Groups of candidates that a pronoun stands for, tried one after the other. */
  readonly reference: {
    readonly isPlural: boolean;
    readonly groups: readonly (readonly NodeName[])[];
  } | null;
  /** The asker settled it: all of the candidates are meant. */
  readonly isSettled: boolean;
  /** Kinds that a noun beside the name allows: “the orders topic”. */
  readonly kinds: readonly NodeKind[] | null;
  /** What the words were taken for, where that is not plain: “paymnet” for `payment`. */
  readonly readAs: string | null;
}

export interface NumberClaim extends Stretch {
  readonly type: 'number';
  readonly number: number;
}

/** Neighbouring words that nothing explains. */
export interface UnknownClaim extends Stretch {
  readonly type: 'unknown';
  readonly written: string;
  readonly start: number;
  readonly end: number;
  /** It stood in quotation marks, or a noun such as “service” stands beside it: surely a name. */
  readonly isName: boolean;
  readonly kinds: readonly NodeKind[] | null;
  /** What bears the name but is of another kind than was said. */
  readonly others: readonly NodeName[];
}

export type Claim = PhraseClaim | NameClaim | NumberClaim | UnknownClaim;

/** A question with every word claimed. */
export interface Reading {
  readonly text: string;
  readonly words: readonly Word[];
  readonly claims: readonly Claim[];
}

/** The meaning of that kind that a claim may have. */
export function meaningOf<Kind extends MeaningKind>(
  claim: Claim | undefined,
  kind: Kind,
): Extract<Meaning, { kind: Kind }> | undefined {
  if (claim?.type !== 'phrase') return undefined;
  return claim.meanings.find((meaning): meaning is Extract<Meaning, { kind: Kind }> => meaning.kind === kind);
}
