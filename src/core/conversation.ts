import type { Ground, Passage } from './evidence.ts';
import type { Uuid } from './ids.ts';

export type Dialect = 'incident' | 'project' | 'memory' | 'rag' | 'assistant';

export type SourceType = 'incident' | 'pattern' | 'runbook' | 'service' | 'document' | 'alert';

/** One thing that a reply rests on; real, and named once per reply. */
export interface Source {
  readonly type: SourceType;
  readonly id: Uuid;
  readonly externalId: string | null;
  readonly title: string;
}

/** One message of a conversation as the caller tells it. */
export interface SaidMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What the caller wishes of the model; the built-in answerer has no use for it. */
export interface Generation {
  /** Name of a model, as the caller knows it. */
  readonly model?: string;
  /** 0 to 2. */
  readonly temperature?: number;
  readonly maxTokens?: number;
}

/** A chat request in no wire format. */
export interface TurnRequest {
  readonly dialect: Dialect;
  readonly message: string;
  /** Most characters of `message`, after trimming. */
  readonly maxMessageCharacters: number;
  /** What the answer may rest on. */
  readonly ground: Ground;
  readonly sessionId?: Uuid;
  readonly incidentId?: Uuid;
  readonly alertId?: Uuid;
  /** What was said before `message`, where the caller keeps the conversation: then no session is read. */
  readonly conversation?: readonly SaidMessage[];
  readonly generation?: Generation;
  /** Who asks, as the caller's own system calls them. */
  readonly endUser?: string;
  /** The request's time; windows such as "last 90 days" are resolved against it in UTC. */
  readonly now: Date;
  readonly signal?: AbortSignal;
}

/** Tokens of one turn. */
export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** What a turn says while it runs. `done` is last and holds all that a plain JSON reply needs. */
export type TurnEvent =
  | { readonly type: 'session'; readonly sessionId: Uuid }
  | { readonly type: 'progress'; readonly step: string }
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'done';
      readonly sessionId: Uuid;
      readonly messageId: Uuid;
      readonly reply: string;
      readonly sources: readonly Source[];
      /** What was given to the answerer, best first; `[n]` in the reply is the n-th of them. */
      readonly passages: readonly Passage[];
      /** As the provider reported it; null where it reported none. */
      readonly usage: Usage | null;
      readonly answerer: string;
      readonly abstained: boolean;
      readonly inputRequired: boolean;
      readonly at: Date;
    };
