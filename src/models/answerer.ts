import type { Context } from '../core/context.ts';
import type { Generation, Source, Usage } from '../core/conversation.ts';
import type { Ground, Passage } from '../core/evidence.ts';
import type { Uuid } from '../core/ids.ts';

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
  readonly signal?: AbortSignal;
}

export type AnswerEvent =
  | { readonly type: 'progress'; readonly step: string }
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'finish';
      /** In order of use, each once. */
      readonly sources: readonly Source[];
      /** What the answer was made from, best first; `[n]` in the text is the n-th of them. */
      readonly passages?: readonly Passage[];
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
