import { isAboutReading } from '../analyst/phrase/phrase.ts';
import type { Source } from '../core/conversation.ts';
import type { Answerer, AnswerRequest } from '../models/answerer.ts';
import type { Evidence } from '../models/evidence.ts';
import { cutText } from './cut-text.ts';

/** An answer as a whole. */
export interface HeardAnswer {
  readonly text: string;
  readonly sources: readonly Source[];
  readonly abstained: boolean;
  readonly inputRequired: boolean;
  readonly state: unknown;
}

const MOST_CHARACTERS = 4000;

/** Throws what the answerer throws. */
export async function hearAnswer(answerer: Answerer, request: AnswerRequest): Promise<HeardAnswer> {
  let text = '';
  for await (const event of answerer.answer(request)) {
    if (event.type === 'text') text += event.text;
    if (event.type !== 'finish') continue;
    const { sources, abstained, inputRequired, state } = event;
    return { text: text.trim(), sources, abstained, inputRequired, state };
  }
  throw new Error('The answer has no end');
}

const introduce = ({ abstained }: HeardAnswer): string =>
  abstained ? 'Looked up in the incident history, without an answer' : 'Computed from the incident history';

/**
 * What the analyst said, as a piece of evidence. A refusal is one as well, for it tells what the history does not hold;
 * one that only tells how the question was read is none, and neither is what it asks back.
 */
export function answerEvidence(answer: HeardAnswer): Evidence[] {
  if (answer.text === '' || answer.inputRequired) return [];
  if (answer.abstained && isAboutReading(answer.text)) return [];
  return [
    {
      text: cutText(`${introduce(answer)}: ${answer.text}`, MOST_CHARACTERS),
      citations: answer.sources.map((source) => ({ source })),
      ...(answer.abstained ? { isAbsence: true } : {}),
    },
  ];
}
