import { shorten } from '../lib/shorten.ts';
import type { FoundPassage } from '../retrieval/found-passage.ts';
import type { DocumentAnswer, SearchedDocuments } from './document-answer.ts';
import { findAnswer } from './find/find-answer.ts';
import type { Quote } from './find/quote.ts';
import { suggestRunbooks } from './find/suggest-runbooks.ts';
import type { Question } from './question/question.ts';
import { splitQuestions } from './question/split-questions.ts';
import { type Citations, citations, sayQuotes } from './say/say-quotes.ts';
import { readDocuments } from './units/read-documents.ts';

export type { DocumentAnswer, SearchedDocuments } from './document-answer.ts';

const QUESTION_CHARACTERS = 200;

const sayWhere = ({ brand, scopes }: SearchedDocuments): string =>
  `The documents of ${brand}${scopes.length === 0 ? '' : ` in ${scopes.join(', ')}`}`;

const saySuggestions = (near: readonly Quote[], marks: Citations): string =>
  `No runbook says it in these words. The nearest:\n\n${sayQuotes(near, marks)}`;

interface Part {
  readonly question: Question;
  readonly quotes: readonly Quote[];
}

const sayUnanswered = ({ text }: Question, where: SearchedDocuments): string =>
  `${sayWhere(where)} do not answer “${shorten(text.replace(/[[\]]/g, ''), QUESTION_CHARACTERS)}”.`;

/**
 * Answers a question from passages, best first, without a model: quotes the sentences, rows and steps that answer, word
 * for word, each with the `[n]` of its passage, and refuses where the passages do not answer. Where somebody
 * tells of trouble that no runbook has in the same words, the nearest runbooks are named as such. Of a message with several
 * questions each is answered or said to be unanswered. Pure; time is linear in the texts, which are read up to a bound.
 */
export function answerFromPassages(
  question: string,
  passages: readonly FoundPassage[],
  where: SearchedDocuments,
): DocumentAnswer {
  const documents = readDocuments(passages);
  const parts = splitQuestions(question).map(
    (asked): Part => ({ question: asked, quotes: findAnswer(asked, documents) }),
  );
  const marks = citations();
  if (parts.every(({ quotes }) => quotes.length === 0)) {
    const near = suggestRunbooks(
      parts.map(({ question: asked }) => asked),
      documents,
    );
    const isNone = near.length === 0;
    const said = isNone ? `${sayWhere(where)} do not answer this question.` : saySuggestions(near, marks);
    return { text: said, cited: marks.cited, abstained: isNone };
  }
  const said = parts.map(({ question: asked, quotes }) =>
    quotes.length > 0 ? sayQuotes(quotes, marks) : sayUnanswered(asked, where),
  );
  return { text: [...new Set(said)].join('\n\n'), cited: marks.cited, abstained: false };
}
