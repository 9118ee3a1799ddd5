import type { Question } from '../question/question.ts';
import type { ReadDocument } from '../units/unit.ts';
import { type Reading, readingOf } from './context.ts';
import { cover } from './cover.ts';
import { findCommand } from './find-command.ts';
import { findComparison } from './find-comparison.ts';
import { findDefinition } from './find-definition.ts';
import { findList } from './find-list.ts';
import { findNamed } from './find-named.ts';
import { findSteps } from './find-steps.ts';
import { pickSentences } from './pick-sentences.ts';
import { type Quote, unitsOf } from './quote.ts';

function firstOf(...ways: readonly (() => Quote[])[]): Quote[] {
  for (const way of ways) {
    const found = way();
    if (found.length > 0) return found;
  }
  return [];
}

/** A question for a figure that is only asked as a thing: "the limit of X" may be told in words. */
const general = (reading: Reading): Reading =>
  readingOf({ ...reading.question, kind: 'other' }, reading.documents);

const OF = /^\W*what(?:'s| is| are| was| were)? (?:the )?.{1,60}? (?:of|for|in|on) /i;
const SUBJECT_TOKENS = 9;

/** "The quorum of a cluster" is told where a quorum is the subject, and not where one is mentioned. */
function findAttribute(reading: Reading): Quote[] {
  const { text, required } = reading.question;
  const isAsked = /^\W*what\b/i.test(text);
  if (!isAsked) return pickSentences(reading);
  if (!OF.test(text)) return [];
  const first = required & -required;
  return pickSentences(reading).filter((quote) =>
    unitsOf(quote).some(
      ({ kind, tokens }) =>
        kind === 'row' || (cover(tokens.slice(0, SUBJECT_TOKENS), reading.question) & first) !== 0,
    ),
  );
}

/** A list of causes, where there is one; else the sentences that say why. */
function findCauses(reading: Reading): Quote[] {
  const isPlural = /\bcauses\b|\breasons\b|\bcaused\b/i.test(reading.question.text);
  const list = () => findList(reading);
  const sentences = () => pickSentences(reading);
  return isPlural ? firstOf(list, sentences) : firstOf(sentences, list);
}

/** What is quoted to answer the question; nothing where the documents do not. */
export function findAnswer(question: Question, documents: readonly ReadDocument[]): Quote[] {
  const named = findNamed(question.text, documents);
  if (named.length > 0) return named;
  const reading = readingOf(question, documents);
  switch (question.kind) {
    case 'command':
      return findCommand(reading);
    case 'compare':
      return findComparison(question.text, documents);
    case 'define':
      return firstOf(
        () => findDefinition(reading),
        () => findAttribute(general(reading)),
      );
    case 'how-to':
      return firstOf(
        () => findSteps(reading),
        () => pickSentences(reading),
      );
    case 'which':
      return findList(reading);
    case 'why':
      return findCauses(reading);
    default:
      return pickSentences(reading);
  }
}
