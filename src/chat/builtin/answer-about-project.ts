import { sayUnknownProject } from '../../evidence/unknown-project.ts';
import type { AnswerEvent, Answerer } from '../../models/answerer.ts';

/** The analyst's answer; where it has none, what is not known of the project stands beside its refusal. */
export const answerAboutProject = (analyst: Answerer): Answerer['answer'] =>
  async function* answer(request): AsyncGenerator<AnswerEvent> {
    const { ground } = request;
    for await (const event of analyst.answer(request)) {
      if (event.type === 'finish' && event.abstained && ground.kind === 'project')
        yield { type: 'text', text: `\n${sayUnknownProject(ground.slug)}` };
      yield event;
    }
  };
