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

/** A chat request in no wire format. */
export interface TurnRequest {
  readonly dialect: Dialect;
  readonly message: string;
  readonly sessionId?: Uuid;
  readonly incidentId?: Uuid;
  /** The request's time; windows such as "last 90 days" are resolved against it in UTC. */
  readonly now: Date;
  readonly signal?: AbortSignal;
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
      readonly answerer: string;
      readonly abstained: boolean;
      readonly inputRequired: boolean;
      readonly at: Date;
    };
