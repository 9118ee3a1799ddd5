import type { Context } from '../core/context.ts';
import type { Citation, FinishReason, Generation, Source, Usage } from '../core/conversation.ts';
import type { Ground, Passage } from '../core/evidence.ts';
import type { Uuid } from '../core/ids.ts';
import type { ModelCall } from '../core/model-call.ts';
import type { PromptTemplate } from '../core/prompt-template.ts';
import type { Span } from '../telemetry/tracing.ts';

/**
 * An earlier exchange of the same conversation. `state` is what the answerer left with its reply, null for nothing,
 * undefined where the caller keeps the conversation and the state is not known.
 */
export interface PastTurn {
  readonly question: string;
  readonly reply: string;
  readonly state: unknown;
}

export interface AnswerRequest {
  readonly context: Context;
  readonly question: string;
  readonly now: Date;
  readonly ground: Ground;
  /** Oldest first. */
  readonly history: readonly PastTurn[];
  /** The caller's own instructions; they rank below the server's. */
  readonly instructions: readonly string[];
  readonly generation: Generation;
  /** The incident that the session is bound to. */
  readonly incidentId: Uuid | null;
  /** The alert that the session is bound to. */
  readonly alertId: Uuid | null;
  /** Version of the tenant's knowledge at the start of the turn: the key under which look-ups may be cached. */
  readonly knowledgeVersion: number;
  /** What a model is told of the purpose. */
  readonly template: PromptTemplate;
  /** Told of every call of a model once it has ended, whatever became of it. */
  readonly onModelCall: (call: ModelCall) => void;
  /** When the first words must be there, on the clock of `performance.now()`; absent: each answerer's own. */
  readonly deadline?: number;
  readonly signal?: AbortSignal;
  /** What the work for this answer is part of. */
  readonly span: Span;
}

/** What was found out about a reply by comparing it with its evidence; kept with the turn. */
export interface ReplyChecks {
  /** Numbers of the reply that stand neither in the evidence, nor in a tool's result, nor in the question. */
  readonly unfoundedFigures: readonly string[];
  /** True for a reply that claims something and cites nothing. */
  readonly isUncited: boolean;
  /** How many `[n]` pointed at nothing, and were taken out. */
  readonly removedCitations: number;
  /** Links that stand in no evidence, and were taken out. */
  readonly removedLinks: number;
  /** How often the reply was asked for again because a check failed. */
  readonly regenerations: number;
  /** True where the analyst's answer stands in place of one that failed its checks twice. */
  readonly isReplaced: boolean;
  /** Earlier exchanges that did not fit into the prompt. */
  readonly droppedTurns: number;
  /** Pieces of personal or secret text that the provider did not get to see. */
  readonly redactions: number;
  readonly toolCalls: readonly ToolCallRecord[];
}

export interface ToolCallRecord {
  readonly name: string;
  /** As the model sent it, shortened. */
  readonly input: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  /** Pieces of evidence that it gave. */
  readonly found: number;
  readonly ms: number;
}

export type AnswerEvent =
  | { readonly type: 'progress'; readonly step: string }
  | { readonly type: 'text'; readonly text: string }
  /** Who speaks from here on, where that is not the answerer that was asked. */
  | { readonly type: 'speaker'; readonly name: string }
  | {
      readonly type: 'finish';
      /** In order of use, each once. */
      readonly sources: readonly Source[];
      /** `[n]` in the text points at the n-th of them. */
      readonly citations?: readonly Citation[];
      /** What the answer was made from, best first. */
      readonly passages?: readonly Passage[];
      /** `stop` unless told. */
      readonly finishReason?: FinishReason;
      /** The answerer was stopped, or broke off, in the middle of the reply; an error may follow. */
      readonly isPartial?: true;
      readonly checks?: ReplyChecks;
      /** As the provider reported it. */
      readonly usage?: Usage;
      /** True when the answerer refuses for want of data. */
      readonly abstained: boolean;
      /** True when the reply asks the user to choose. */
      readonly inputRequired: boolean;
      /** JSON kept with the message and handed back in `history`; null for none. */
      readonly state: unknown;
    };

/** Turns a question into a reply with sources. The built-in analyst and every language model stand behind this. */
export interface Answerer {
  /** Shown as the model's name: `builtin`, `openai/gpt-4o-mini`. */
  readonly name: string;
  answer(request: AnswerRequest): AsyncIterable<AnswerEvent>;
}
