import type { Ground } from '../../core/evidence.ts';
import type { FindDocuments } from '../../evidence/find-documents.ts';
import type { Answerer } from '../../models/answerer.ts';
import { purposeNamed } from '../purposes/purposes.ts';
import { answerAboutProject } from './answer-about-project.ts';
import { answerFromDocuments } from './answer-from-documents.ts';

type Answer = Answerer['answer'];

/** The answerer that needs no model and no network: what a turn may rest on decides who speaks. */
export function createBuiltin(analyst: Answerer, findDocuments: FindDocuments): Answerer {
  const answerers: Readonly<Record<Ground['kind'], Answer>> = {
    history: analyst.answer,
    project: answerAboutProject(analyst),
    documents: answerFromDocuments(findDocuments),
    async *'given text'(request) {
      const { answer } = await purposeNamed(request.ground).builtin();
      yield* answer(request);
    },
  };
  return { name: analyst.name, answer: (request) => answerers[request.ground.kind](request) };
}
