import type { Ground } from '../../core/evidence.ts';
import type { AnswerGraph } from '../../evidence/answer-graph.ts';
import type { FindDocuments } from '../../evidence/find-documents.ts';
import type { Answerer } from '../../models/answerer.ts';
import { purposeNamed } from '../purposes/purposes.ts';
import { answerAboutProject } from './answer-about-project.ts';
import { answerFromDocuments } from './answer-from-documents.ts';

type Answer = Answerer['answer'];

export interface BuiltinParts {
  readonly analyst: Answerer;
  readonly findDocuments: FindDocuments;
  readonly answerGraph: AnswerGraph;
}

/** The answerer that needs no model and no network: what a turn may rest on decides who speaks. */
export function createBuiltin({ analyst, findDocuments, answerGraph }: BuiltinParts): Answerer {
  const answerers: Readonly<Record<Ground['kind'], Answer>> = {
    history: analyst.answer,
    project: answerAboutProject(analyst, answerGraph),
    documents: answerFromDocuments(findDocuments),
    async *'given text'(request) {
      const { answer } = await purposeNamed(request.ground).builtin();
      yield* answer(request);
    },
  };
  return { name: analyst.name, answer: (request) => answerers[request.ground.kind](request) };
}
