import type { Ground, Passage } from './evidence.ts';
import type { Uuid } from './ids.ts';
import type { TemplateChoice } from './prompt-template.ts';
import type { NodeKind } from './topology.ts';

export type Dialect = 'incident' | 'project' | 'memory' | 'rag' | 'assistant';

export type SourceType =
  | 'incident'
  | 'pattern'
  | 'runbook'
  | 'document'
  | 'alert'
  | 'note'
  | NodeKind
  | 'relationship';

/** One thing that a reply rests on; real, and named once per reply. */
export interface Source {
  readonly type: SourceType;
  readonly id: Uuid;
  readonly externalId: string | null;
  readonly title: string;
}

/** What one `[n]` of a reply points at: a thing as a whole, or a passage of it. */
export interface Citation {
  readonly source: Source;
  readonly passage?: Passage;
}

/** Why a reply ends where it does; `error`: the model broke off. */
export type FinishReason = 'stop' | 'length' | 'content_filter' | 'error';

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
  /** Of a stored assistant; absent: the template of the ground. */
  readonly template?: TemplateChoice;
  /** Who asks, as the caller's own system calls them. */
  readonly endUser?: string;
  /** The request's time; windows such as "last 90 days" are resolved against it in UTC. */
  readonly now: Date;
  readonly signal?: AbortSignal;
  /** The W3C `traceparent` that the request came with. */
  readonly traceparent?: string;
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
      /** `[n]` in the reply points at the n-th of them; empty where the reply has no such marks. */
      readonly citations: readonly Citation[];
      /** What was given to the answerer, best first. */
      readonly passages: readonly Passage[];
      /** As the provider reported it; null where it reported none. */
      readonly usage: Usage | null;
      /** Who really answered. */
      readonly answerer: string;
      readonly finishReason: FinishReason;
      /** The template that the reply was written by. */
      readonly template: { readonly id: string; readonly version: number };
      readonly abstained: boolean;
      readonly inputRequired: boolean;
      readonly at: Date;
    };
