import { sayNoPassage } from '../../evidence/no-passage.ts';
import type { AnswerEvent, AnswerRequest } from '../../models/answerer.ts';

/** Rests on the documents of a brand and on nothing else; where they hold no passage, it says so. */
export async function* answerFromDocuments({ ground }: AnswerRequest): AsyncGenerator<AnswerEvent> {
  yield { type: 'text', text: sayNoPassage(ground) };
  yield { type: 'finish', sources: [], passages: [], abstained: true, inputRequired: false, state: null };
}
