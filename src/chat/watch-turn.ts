import type { TurnRequest } from '../core/conversation.ts';
import { replyAttributes, spanNames, turnAttributes } from '../telemetry/genai-attributes.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Span, Tracing } from '../telemetry/tracing.ts';
import type { Heard } from './hear.ts';
import type { Session } from './load-session.ts';

export type Outcome = 'answered' | 'abstained' | 'interrupted' | 'failed';

interface Watchers {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
}

/** Tells metrics and traces about a turn; one that never had a session counts as no turn. */
export function watchTurn({ metrics, tracing }: Watchers, { dialect, traceparent }: TurnRequest) {
  const begun = performance.now();
  let span: Span | undefined;
  return {
    /** The span of the turn, once its session is known. */
    begun({ id: sessionId, template }: Session): Span {
      span = tracing.begin(spanNames.turn, turnAttributes({ dialect, sessionId, template }), traceparent);
      return span;
    },
    ended({ answerer, finish, calls }: Heard, outcome: Outcome, failure: unknown): void {
      if (span === undefined) return;
      const seconds = (performance.now() - begun) / 1000;
      metrics.countAnswer({ dialect, answerer, outcome, seconds });
      for (const call of calls)
        metrics.countModelCall({
          ...call,
          outcome: call.failure ?? call.outcome,
          seconds: call.lastTokenMs / 1000,
        });
      span.set(replyAttributes({ model: answerer, ...finish?.usage, finishReason: finish?.finishReason }));
      if (outcome === 'failed') span.fail(failure);
      if (outcome === 'interrupted') span.fail(undefined, 'interrupted');
      span.end();
    },
  };
}
