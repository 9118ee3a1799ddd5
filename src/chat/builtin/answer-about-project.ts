import { type AnswerGraph, graphSource } from '../../evidence/answer-graph.ts';
import { sayUnknownProject } from '../../evidence/unknown-project.ts';
import type { AnswerEvent, Answerer } from '../../models/answerer.ts';

/**
 * What the project's graph holds, computed; else the analyst's answer from the incident history. Where that has none
 * either, what is not known of the project stands beside its refusal.
 */
export const answerAboutProject = (analyst: Answerer, answerGraph: AnswerGraph): Answerer['answer'] =>
  async function* answer(request): AsyncGenerator<AnswerEvent> {
    const { ground } = request;
    const graph = await answerGraph(request);
    if (graph.answer !== null) {
      const { text, sources, abstained, inputRequired, state } = graph.answer;
      yield { type: 'text', text };
      yield { type: 'finish', sources: sources.map(graphSource), abstained, inputRequired, state };
      return;
    }
    for await (const event of analyst.answer(request)) {
      if (event.type === 'finish' && event.abstained && ground.kind === 'project' && graph.isEmpty)
        yield { type: 'text', text: `\n${sayUnknownProject(ground.slug)}` };
      yield event;
    }
  };
