import type { TurnEvent, Usage } from '../core/conversation.ts';
import type { Uuid } from '../core/ids.ts';
import type { replyOf } from './hear.ts';
import type { Session } from './load-session.ts';

interface Done {
  readonly session: Session;
  readonly stored: { readonly messageId: Uuid; readonly at: Date };
  readonly reply: ReturnType<typeof replyOf>;
  readonly usage: Usage | null;
  readonly inputRequired: boolean;
}

/** The last event of a turn: what was stored, as callers are told it. */
export function doneWith({ session, stored, reply, usage, inputRequired }: Done): TurnEvent {
  const { id, version } = session.template;
  return {
    type: 'done',
    sessionId: session.id,
    ...stored,
    reply: reply.content,
    sources: reply.sources,
    citations: reply.citations,
    passages: reply.passages,
    usage,
    answerer: reply.answerer,
    finishReason: reply.finishReason,
    template: { id, version },
    abstained: reply.abstained,
    inputRequired,
  };
}
