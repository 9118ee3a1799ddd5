import type { KindName, Question } from '../question/question.ts';

/** A kind of question: how it is asked, and what an answer to it must hold. */
export interface Kind {
  readonly name: KindName;
  /** Matched against the question in lower case, without greetings; what they match asks and is no topic. */
  readonly asked: readonly RegExp[];
  /** Words of the question that ask for the kind and need not stand in the answer. */
  readonly asking?: ReadonlySet<string>;
  /** 0: a text with this cannot be the answer; up to 1: it has just what is asked for. */
  fits(text: string, question: Question): number;
}
