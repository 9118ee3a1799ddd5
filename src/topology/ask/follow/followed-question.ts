import type { Desk } from '../desk.ts';
import { signalsOf } from '../desk.ts';
import type { BoundQuestion } from '../topology-answer.ts';
import { sameAbout } from './follow-up.ts';

/** The question as it is meant: “and Y?” is the last one with Y in its place. */
export function followedQuestion(text: string, desk: Desk): BoundQuestion {
  const question: BoundQuestion = { text, bound: [] };
  return sameAbout(signalsOf(question, desk), desk.previous?.asked ?? null) ?? question;
}
