import { ParleyError } from '../core/errors.ts';
import type { AnswerEvent, Answerer, AnswerRequest } from './answerer.ts';

const noModel = (retryAfterSeconds: number, cause: unknown) =>
  new ParleyError('model_unavailable', 'No language model answers at the moment. Try again shortly.', {
    retryAfterSeconds,
    cause,
  });

/**
 * Several answerers as one: where one cannot answer and has said nothing yet, the next one does, all before the same
 * deadline. `onSkip` is told who was passed over, and why. Throws `model_unavailable` when none is left.
 */
export function answererChain(
  answerers: readonly [Answerer, ...Answerer[]],
  deadlineMs: number,
  onSkip: (name: string, error: ParleyError) => void,
): Answerer {
  return {
    name: answerers[0].name,
    async *answer(asked): AsyncGenerator<AnswerEvent> {
      const request: AnswerRequest = { ...asked, deadline: performance.now() + deadlineMs };
      let retryAfterSeconds = Number.POSITIVE_INFINITY;
      let cause: unknown;
      for (const answerer of answerers) {
        let spoke = false;
        try {
          yield { type: 'speaker', name: answerer.name };
          for await (const event of answerer.answer(request)) {
            spoke ||= event.type === 'text' || event.type === 'finish';
            yield event;
          }
          return;
        } catch (error) {
          if (spoke || !(error instanceof ParleyError) || error.code !== 'model_unavailable') throw error;
          if (asked.signal?.aborted) return;
          onSkip(answerer.name, error);
          cause = error.details.cause;
          retryAfterSeconds = Math.min(retryAfterSeconds, error.details.retryAfterSeconds ?? 1);
        }
      }
      throw noModel(Math.max(1, retryAfterSeconds), cause);
    },
  };
}
