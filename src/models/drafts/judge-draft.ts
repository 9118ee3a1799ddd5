import type { AnswerRequest, ReplyChecks } from '../answerer.ts';
import type { Gathered } from '../evidence.ts';
import { findUnfoundedFigures } from '../figures/check-figures.ts';
import type { Draft } from './draft.ts';

/** What a reply claims without ground. */
export type Findings = Pick<ReplyChecks, 'unfoundedFigures' | 'isUncited'>;

interface Judged {
  readonly request: AnswerRequest;
  readonly gathered: Gathered;
}

/**
 * Compares a draft with all that it could rest on. Where an answer was given that rests on no single thing (a greeting, a
 * count of nothing), a reply need not cite, and a refusal need not either.
 */
export function findingsOf(draft: Draft, { request }: Judged): Findings {
  const { reply, evidence } = draft;
  const known = [request.question, request.now.toISOString(), ...evidence.map(({ text }) => text)];
  const needsNone = evidence.some(({ citations, isAbsence }) => citations.length === 0 && !isAbsence);
  const isClaim = !refuses(draft) && reply.text.trim() !== '';
  return {
    unfoundedFigures: findUnfoundedFigures(reply.text, known),
    isUncited: isClaim && !needsNone && reply.citations.cited.length === 0,
  };
}

/** Whether a reply says that there is no answer: in so many words, or by resting on nothing but what is not there. */
export function refuses({ reply, evidence }: Draft): boolean {
  const { cited } = reply.citations;
  return reply.isRefusal || (cited.length > 0 && cited.every((id) => evidence[id - 1]?.isAbsence));
}

export const isSound = ({ unfoundedFigures, isUncited }: Findings): boolean =>
  unfoundedFigures.length === 0 && !isUncited;

/** What a model is told of its draft, so that it can do better. */
export function complaintAbout({ unfoundedFigures, isUncited }: Findings): string {
  const complaints = [
    unfoundedFigures.length > 0 &&
      `These figures stand neither in the data nor in the question: ${unfoundedFigures.join(', ')}. Leave them out, or look them up with a tool.`,
    isUncited && 'It cites no evidence. Put the number of the evidence behind each statement.',
  ];
  return `Your answer was not accepted. ${complaints.filter(Boolean).join(' ')} Answer the question again, from the beginning.`;
}
