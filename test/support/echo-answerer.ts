import { setTimeout as sleep } from 'node:timers/promises';
import type { Source } from '../../src/core/conversation.ts';
import { ParleyError } from '../../src/core/errors.ts';
import type { Passage } from '../../src/core/evidence.ts';
import { newId } from '../../src/core/ids.ts';
import type { Answerer, AnswerRequest } from '../../src/models/answerer.ts';

export const echoedSource: Source = {
  type: 'incident',
  id: newId(),
  externalId: 'INC-1',
  title: 'Checkout was slow',
};

/** The only passage that the echo is given: what `[1]` in its reply points at. */
export const echoedPassage: Passage = {
  id: newId(),
  content: 'Checkout was slow because its pool was too small.',
  score: 0.75,
  documentId: echoedSource.id,
};

export interface EchoAnswerer extends Answerer {
  /** What was asked of it, oldest first. */
  readonly asked: AnswerRequest[];
}

/**
 * Repeats the question word by word, so that tests see what the turn makes of an answer. `fail` throws after the first
 * word, `break` before it, `unavailable` finds no model, `refuse` abstains, `pause` takes half a second after the first
 * word, `think` before it, `wait` goes on only when the request's signal aborts.
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
      if (question.startsWith('break')) throw new Error('the answerer broke at once');
      if (question.startsWith('unavailable')) throw noModel();
      if (question.startsWith('think')) await sleep(500);
      for (const [index, word] of question.split(' ').entries()) {
        yield { type: 'text', text: index === 0 ? word : ` ${word}` };
        if (question.startsWith('fail')) throw new Error('the answerer broke');
        if (question.startsWith('pause') && index === 0) await sleep(500);
        if (question.startsWith('wait') && !signal?.aborted) {
          await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
        }
      }
      const sources = abstained ? [] : [echoedSource];
      const passages = abstained ? [] : [echoedPassage];
      yield {
        type: 'finish',
        sources,
        citations: question.includes('[1]') ? [{ source: echoedSource, passage: echoedPassage }] : [],
        passages,
        abstained,
        inputRequired: false,
        state: { asked: question },
      };
    },
  };
}

const noModel = () =>
  new ParleyError('model_unavailable', 'No model answers at the moment. Try again shortly.', {
    retryAfterSeconds: 7,
  });
