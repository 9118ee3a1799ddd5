import type { FinishReason, Usage } from '../../core/conversation.ts';
import type { Redaction, SensitiveKind } from '../../telemetry/redact.ts';
import type { AnswerEvent, AnswerRequest, ToolCallRecord } from '../answerer.ts';
import type { CallSettings, ModelPart } from '../calls/call.ts';
import type { ModelFailure } from '../calls/model-failure.ts';
import type { ConnectedModel } from '../calls/providers.ts';
import type { Evidence, Gathered, Tool } from '../evidence.ts';
import type { ReplyText } from '../gates/reply-text.ts';
import type { Prompt } from './prompt.ts';

export interface DraftSettings {
  /** Most tokens of a prompt. */
  readonly promptTokens: number;
  /** Most tokens of a reply. */
  readonly replyTokens: number;
  /** How often a model may look something up. */
  readonly steps: number;
  /** What a provider does not get to see. */
  readonly redact: readonly SensitiveKind[];
  readonly call: CallSettings;
}

/** A reply as a model wrote it, with all that it could rest on. */
export interface Draft {
  readonly reply: ReplyText;
  readonly evidence: readonly Evidence[];
  readonly toolCalls: readonly ToolCallRecord[];
  readonly usage: Usage;
  readonly finishReason: FinishReason;
  readonly droppedTurns: number;
  readonly redactions: number;
  /** Why it ends in the middle; null where the caller stopped it, undefined where it is whole. */
  readonly brokenBy?: ModelFailure | null;
}

export interface DraftInput {
  readonly model: ConnectedModel;
  readonly settings: DraftSettings;
  readonly request: AnswerRequest;
  readonly gathered: Gathered;
  readonly tools: readonly Tool[];
  readonly deadline: number;
  /** What was wrong with an earlier draft; null for the first one. */
  readonly complaint: string | null;
}

/** What readers are told while a reply is written. */
export type DraftEvent = Extract<AnswerEvent, { type: 'text' | 'progress' }>;

export type ToolCall = Extract<ModelPart, { type: 'tool call' }>;

/** A reply that is being written; grows from step to step. */
export interface Drafting {
  readonly input: DraftInput;
  readonly prompt: Prompt;
  readonly reply: ReplyText;
  readonly redaction: Redaction;
  readonly evidence: Evidence[];
  readonly toolCalls: ToolCallRecord[];
  promptTokens: number;
  completionTokens: number;
  finishReason: FinishReason;
}
