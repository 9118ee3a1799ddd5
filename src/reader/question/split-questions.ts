import { sentenceSpans } from '../../lib/sentence-spans.ts';
import type { Token } from '../words/read-tokens.ts';
import type { Question } from './question.ts';
import { questionCore } from './question-core.ts';
import { readQuestion, thingsOf } from './read-question.ts';

const QUESTION_CHARACTERS = 2000;
const MOST_PARTS = 4;
const NEXT_PART =
  /(?:\s*[,;]\s*|\s+)(?:and|or|but)(?: also| then)?\s+(?=(?:(?:to|from|for|by|in|at|on|since|until) )?(?:who|whom|whose|what|when|where|why|which|how)\b|(?:is|are|was|were|do|does|did|can|could|may|must|should|will|has|have) (?:i|we|it|they|you|he|she|there|this|that|the|an?|any)\b)/i;
const ASKS =
  /\?\s*$|^(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|can|could|may|must|should|will|list|explain|describe|define|compare|tell|show|name|give)\b/i;
const POINTS_BACK =
  /\b(?:it|its|they|them|their|he|she|him|his|her)\b|\b(?:this|that|those|these)(?= (?:is|are|was|were|takes?|costs?|means?|works?|happens?|runs?|appl(?:y|ies)|lasts?|fires?)\b|[?.!]*$| [a-z]+\?*$)/i;

/** Sentences of a message that ask, and the rest of it. */
function sentencesOf(text: string): { asked: string[]; told: string[] } {
  const sentences = sentenceSpans(text, 0, text.length).map(({ start, end }) =>
    text.slice(start, end).trim(),
  );
  const asked = sentences.filter((sentence) => ASKS.test(sentence) || ASKS.test(questionCore(sentence)));
  if (asked.length === 0) return { asked: [text], told: [] };
  return { asked, told: sentences.filter((sentence) => !asked.includes(sentence)) };
}

/** "When and where do we release": the first asks of what the second is about. */
function withRest(parts: readonly string[]): string[] {
  return parts.map((part, at) => {
    const next = parts[at + 1];
    if (next === undefined || !/^\W*(?:by |since |until )?(?:who|what|when|where|why|how)\W*$/i.test(part))
      return part;
    return `${part.trim()} ${next.trim().replace(/^\S+\s+/, '')}`;
  });
}

/** The questions that a message asks, one by one, at most four. */
export function splitQuestions(message: string): Question[] {
  const text = message.slice(0, QUESTION_CHARACTERS).replace(/\s+/g, ' ').trim();
  const { asked, told } = sentencesOf(text);
  const toldThings = told.flatMap(thingsOf).filter(({ isName }) => !isName);
  const questions: Question[] = [];
  let before: readonly Token[] = [];
  const parts = asked.flatMap((sentence) => withRest(sentence.split(NEXT_PART)));
  for (const part of parts.slice(0, MOST_PARTS)) {
    const alone = readQuestion(part);
    const isEmpty = alone.required === 0;
    const carries = isEmpty || POINTS_BACK.test(part);
    const carried = carries ? (before.length > 0 ? before : toldThings) : [];
    const question =
      carried.length > 0 || toldThings.length > 0 ? readQuestion(part, carried, toldThings) : alone;
    questions.push(question);
    const own = thingsOf(part);
    if (own.length > 0 && !carries) before = own;
  }
  return questions;
}
