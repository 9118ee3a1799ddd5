import type { AnswerGraph, GraphReply } from '../../evidence/answer-graph.ts';
import { sayCoverage } from '../../evidence/say-coverage.ts';
import { sayUnknownProject } from '../../evidence/unknown-project.ts';
import type { AnswerEvent, Answerer } from '../../models/answerer.ts';

/**
 * What the project's graph holds, computed, alone or with the incidents of its services; else the analyst's answer from
 * the incident history, with what it covers. Where that has none either, what is not known of the project stands beside
 * its refusal.
 */
export const answerAboutProject = (analyst: Answerer, answerGraph: AnswerGraph): Answerer['answer'] =>
  async function* answer(request): AsyncGenerator<AnswerEvent> {
    const { ground } = request;
    const graph = await answerGraph(request);
    if (graph.answer !== null) {
      yield* reply(graph.answer);
      return;
    }
    const events: AnswerEvent[] = [];
    for await (const event of analyst.answer(request)) {
      const isRefused = event.type === 'finish' && event.abstained;
      if (isRefused && graph.afterHistory) {
        yield* reply(graph.afterHistory);
        return;
      }
      if (isRefused && ground.kind === 'project' && graph.isEmpty)
        events.push({ type: 'text', text: `\n${sayUnknownProject(ground.slug)}` });
      const coverage = event.type === 'finish' && !graph.isEmpty ? sayCoverage(event) : null;
      if (coverage !== null) events.push({ type: 'text', text: `\n${coverage}` });
      events.push(event);
    }
    yield* events;
  };

function* reply({ text, sources, abstained, inputRequired, state }: GraphReply): Generator<AnswerEvent> {
  yield { type: 'text', text };
  yield { type: 'finish', sources, abstained, inputRequired, state };
}
