import type { AnswerEvent, AnswerRequest } from '../../models/answerer.ts';

/** Rests on the documents of a brand and on nothing else; where they hold no passage, it says so. */
export async function* answerFromDocuments({ ground }: AnswerRequest): AsyncGenerator<AnswerEvent> {
  if (ground.kind !== 'documents') throw new Error(`no documents in ${ground.kind}`);
  const where = ground.scopes.length === 0 ? '' : ` in ${ground.scopes.join(', ')}`;
  yield { type: 'text', text: `The documents of ${ground.brand}${where} do not answer this question.` };
  yield { type: 'finish', sources: [], passages: [], abstained: true, inputRequired: false, state: null };
}
