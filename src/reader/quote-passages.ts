import type { FoundPassage } from '../retrieval/found-passage.ts';
import { cover } from './find/cover.ts';
import { findAnswer } from './find/find-answer.ts';
import { unitsOf } from './find/quote.ts';
import type { Question } from './question/question.ts';
import { splitQuestions } from './question/split-questions.ts';
import { readDocuments } from './units/read-documents.ts';
import { readTokens } from './words/read-tokens.ts';

/** The sentences of one passage that answer a question, word for word, in the order of the passage. */
export interface QuotedPassage {
  readonly passage: FoundPassage;
  readonly sentences: readonly string[];
}

/** What a short text has to hold to answer: every thing that is asked about, and what is said of it. */
const neededOf = ({ terms }: Question): number =>
  terms.reduce(
    (needed, { isSoft, isVerb, isParticiple }, at) =>
      !isSoft || isVerb || isParticiple ? needed | (1 << at) : needed,
    0,
  );

function answers(passage: FoundPassage, question: Question): string[] {
  const needed = neededOf(question);
  if (needed === 0 || (cover(readTokens(passage.content), question) & needed) !== needed) return [];
  return findAnswer(question, readDocuments([passage]))
    .flatMap(unitsOf)
    .map(({ text }) => text);
}

/**
 * Which passages of a few sentences answer the questions of a message, in their order, and with which sentences; of
 * several questions, what answers any. Unlike in a document, nothing around a passage stands for a word that it lacks, and of
 * two that contradict each other both are given. Pure; linear in the texts.
 */
export function quotePassages(message: string, passages: readonly FoundPassage[]): QuotedPassage[] {
  const questions = splitQuestions(message);
  return passages.flatMap((passage) => {
    const sentences = [...new Set(questions.flatMap((question) => answers(passage, question)))];
    return sentences.length === 0 ? [] : [{ passage, sentences }];
  });
}
