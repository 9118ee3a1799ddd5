import type { Ground } from '../../core/evidence.ts';
import type { AnswerGraph } from '../../evidence/answer-graph.ts';
import type { FindDocuments } from '../../evidence/find-documents.ts';
import type { FindNotes } from '../../evidence/notes/find-notes.ts';
import type { Answerer } from '../../models/answerer.ts';
import { purposeNamed } from '../purposes/purposes.ts';
import { answerAboutProject } from './answer-about-project.ts';
import { answerFromDocuments } from './answer-from-documents.ts';
import { answerWithNotes } from './answer-with-notes.ts';

type Answer = Answerer['answer'];

export interface BuiltinParts {
  readonly analyst: Answerer;
  readonly findDocuments: FindDocuments;
  readonly answerGraph: AnswerGraph;
  readonly findNotes: FindNotes;
}

/** The answerer that needs no model and no network: what a turn may rest on decides who speaks. */
export function createBuiltin({ analyst, findDocuments, answerGraph, findNotes }: BuiltinParts): Answerer {
  const { name } = analyst;
  const aboutProject = answerAboutProject(analyst, answerGraph);
  const answerers: Readonly<Record<Ground['kind'], Answer>> = {
    history: answerWithNotes(analyst.answer, findNotes),
    project: answerWithNotes(aboutProject, findNotes),
    documents: answerFromDocuments(findDocuments),
    async *'given text'(request) {
      const { answer } = await purposeNamed(request.ground).builtin();
      yield* answer(request);
    },
  };
  return { name, answer: (request) => answerers[request.ground.kind](request) };
}
