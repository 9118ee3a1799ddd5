import { setTimeout as sleep } from 'node:timers/promises';
import type { Source } from '../../src/core/conversation.ts';
import { newId } from '../../src/core/ids.ts';
import type { Answerer, AnswerRequest } from '../../src/models/answerer.ts';

export const echoedSource: Source = {
  type: 'incident',
  id: newId(),
  externalId: 'INC-1',
  title: 'Checkout was slow',
};

export interface EchoAnswerer extends Answerer {
  /** What was asked of it, oldest first. */
  readonly asked: AnswerRequest[];
}

/**
 * Repeats the question word by word, so that tests see what the turn makes of an answer. `fail` throws after the first
 * word, `refuse` abstains, `pause` takes half a second, `wait` goes on only when the request's signal aborts.
 */
export function echoAnswerer(): EchoAnswerer {
  const asked: AnswerRequest[] = [];
  return {
    name: 'echo',
    asked,
    async *answer(request) {
      asked.push(request);
      const { question, signal } = request;
      const abstained = question.startsWith('refuse');
      for (const [index, word] of question.split(' ').entries()) {
        yield { type: 'text', text: index === 0 ? word : ` ${word}` };
        if (question.startsWith('fail')) throw new Error('the answerer broke');
        if (question.startsWith('pause') && index === 0) await sleep(500);
        if (question.startsWith('wait') && !signal?.aborted) {
          await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
        }
      }
      const sources = abstained ? [] : [echoedSource];
      yield { type: 'finish', sources, abstained, inputRequired: false, state: { asked: question } };
    },
  };
}
