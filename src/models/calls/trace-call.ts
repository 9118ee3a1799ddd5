import type { ModelCall } from '../../core/model-call.ts';
import { modelCallAttributes, replyAttributes, spanNames } from '../../telemetry/genai-attributes.ts';
import { exchangeContent } from '../../telemetry/genai-content.ts';
import type { Tracing } from '../../telemetry/tracing.ts';
import type { CallRequest, Progress } from './call.ts';
import type { ConnectedModel } from './providers.ts';

/** Traces one call of a model, and counts its tokens and its time. */
export function traceCall(
  { provider, model }: ConnectedModel,
  { options, promptText, span: parent }: CallRequest,
  tracing: Tracing,
) {
  const { temperature, maxOutputTokens: maxTokens } = options;
  const attributes = modelCallAttributes({ provider, model, temperature, maxTokens });
  const span = parent.child(spanNames.modelCall(model), 'client', attributes);
  return {
    end(call: ModelCall, { reply, reason }: Progress): void {
      const { promptTokens, cachedTokens, completionTokens, failure } = call;
      const firstTokenSeconds = call.firstTokenMs === null ? null : call.firstTokenMs / 1000;
      const tokens = { promptTokens, cachedTokens, completionTokens };
      span.set(replyAttributes({ ...tokens, finishReason: reason, firstTokenSeconds }));
      if (tracing.withContent)
        span.set(exchangeContent({ messages: [{ role: 'user', content: promptText }], reply }));
      const errorType = failure ?? (call.outcome === 'stopped' ? 'stopped' : undefined);
      if (errorType !== undefined) span.fail(undefined, errorType);
      span.end();
      tracing.recordModelCall({
        provider,
        requestModel: model,
        seconds: call.lastTokenMs / 1000,
        firstTokenSeconds,
        promptTokens,
        completionTokens,
        errorType,
      });
    },
  };
}
