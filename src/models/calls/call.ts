import type { LanguageModelV4CallOptions, LanguageModelV4FinishReason } from '@ai-sdk/provider';
import type { ModelCall } from '../../core/model-call.ts';
import type { Span, Tracing } from '../../telemetry/tracing.ts';
import type { CallUsage } from './model-usage.ts';

/** What a model said in one step of a turn. */
export type ModelPart =
  | { readonly type: 'text'; readonly text: string }
  /** `input`: as the model wrote it; it may be no JSON. */
  | { readonly type: 'tool call'; readonly id: string; readonly name: string; readonly input: string }
  | {
      readonly type: 'finish';
      readonly reason: LanguageModelV4FinishReason['unified'];
      readonly usage: CallUsage;
    };

export interface CallSettings {
  readonly firstTokenMs: number;
  readonly idleMs: number;
  readonly retries: number;
  /** What a call cost; null where nobody knows. */
  readonly priceOf: (model: string, usage: CallUsage) => number | null;
  readonly tracing: Tracing;
}

export interface CallRequest {
  readonly options: Omit<LanguageModelV4CallOptions, 'abortSignal' | 'maxOutputTokens'> & {
    readonly maxOutputTokens: number;
  };
  /** The prompt in one text, for counting. */
  readonly promptText: string;
  /** When the first token must be there, on the clock of `performance.now()`. */
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
  readonly onCall: (call: ModelCall) => void;
  /** What the call is part of. */
  readonly span: Span;
}

/** What is known of a running call. */
export interface Progress {
  reply: string;
  firstTokenMs: number | null;
  usage: CallUsage | undefined;
  /** As the model said; undefined where it came to no end. */
  reason: string | undefined;
}
