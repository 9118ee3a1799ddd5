/** What kind of answer a question wants. */
export type KindName =
  | 'command'
  | 'compare'
  | 'how-to'
  | 'how-long'
  | 'how-often'
  | 'when'
  | 'how-many'
  | 'where'
  | 'who'
  | 'why'
  | 'define'
  | 'yes-no'
  | 'which'
  | 'other';

/** What of a document a question about trouble asks for. */
export type Intent = 'fix' | 'diagnose' | 'impact' | 'meaning';

/** Something that the question is about. Terms are numbered from 0, at most 30. */
export interface Term {
  readonly text: string;
  /** An answer may do without a soft one. */
  readonly isSoft: boolean;
  /** A name, an identifier or a number: nothing else stands for it. */
  readonly isName: boolean;
  readonly weight: number;
  /** The word says what is done and ends the question: a row of a table has no such word. */
  readonly isParticiple: boolean;
  readonly isVerb: boolean;
}

/** One question as it is answered. Sets of terms are bits of a number. */
export interface Question {
  readonly text: string;
  readonly kind: KindName;
  readonly terms: readonly Term[];
  /** All terms that are not soft. */
  readonly required: number;
  readonly names: number;
  /** Key of a token to the terms that it covers. */
  readonly byKey: ReadonlyMap<string, number>;
  /** Neighbouring words written as one, to the terms in them. */
  readonly joined: ReadonlyMap<string, number>;
  /** Long words, which a text may write as two, by their first letter. */
  readonly compounds: ReadonlyMap<string, readonly (readonly [word: string, terms: number])[]>;
  /** Terms that follow each other as the parts of one name do. */
  readonly pairs: readonly (readonly [first: number, second: number])[];
  /** All words of the question, lower case. */
  readonly words: ReadonlySet<string>;
  /** Row of contrasts to the places in it that the question names. */
  readonly contrasts: ReadonlyMap<number, number>;
  readonly isNegated: boolean;
  readonly intent: Intent | null;
  /** Of "how many approvals": what is counted, as terms; 0 where nothing is. */
  readonly counted: number;
  /** What the number must be of, where the question says so. */
  readonly dimension: Dimension | null;
}

export type Dimension = 'time' | 'money' | 'size' | 'percent' | 'version' | 'temperature';
