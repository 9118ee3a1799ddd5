import type { Dialect, Source } from '../core/conversation.ts';
import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

export interface StoredMessage {
  readonly messageId: Uuid;
  readonly role: 'user' | 'assistant';
  readonly content: string;
  readonly at: Date;
}

export interface StoredExchange {
  readonly question: string;
  readonly reply: string;
  readonly state: unknown;
}

/** The last exchanges of the caller's session, oldest first; none where the session is not the caller's. Scope: the tenant. */
export const selectLastExchanges = (
  tenantId: Uuid,
  actor: string,
  sessionId: Uuid,
  count: number,
): Query<StoredExchange[]> => ({
  sql: `select question.content as question, reply.content as reply, reply.state
    from chat_sessions session
    join chat_messages reply on reply.tenant_id = $1 and reply.session_id = session.id and reply.role = 'assistant'
    join chat_messages question on question.tenant_id = $1 and question.session_id = session.id
      and question.ordinal = reply.ordinal - 1
    where session.tenant_id = $1 and session.actor = $2 and session.id = $3
    order by reply.ordinal desc
    limit $4`,
  params: [tenantId, actor, sessionId, count],
  read: (rows) => (rows as unknown as StoredExchange[]).toReversed(),
});

/** The latest `limit` messages of the caller's session, oldest first. Scope: the tenant. */
export const selectMessages = (
  tenantId: Uuid,
  actor: string,
  sessionId: Uuid,
  limit: number,
): Query<StoredMessage[]> => ({
  sql: `select message.id as "messageId", message.role, message.content, message.created_at as at
    from chat_sessions session
    join chat_messages message on message.tenant_id = $1 and message.session_id = session.id
    where session.tenant_id = $1 and session.actor = $2 and session.id = $3
    order by message.ordinal desc
    limit $4`,
  params: [tenantId, actor, sessionId, limit],
  read: (rows) => (rows as unknown as StoredMessage[]).toReversed(),
});

/** One exchange as it is stored: a question and what was replied. */
export interface NewExchange {
  readonly tenantId: Uuid;
  readonly actor: string;
  readonly sessionId: Uuid;
  readonly dialect: Dialect;
  readonly incidentId: Uuid | null;
  /** What the session is called when this exchange begins it. */
  readonly summary: string;
  readonly questionId: Uuid;
  readonly question: string;
  readonly askedAt: Date;
  readonly replyId: Uuid;
  readonly reply: string;
  readonly repliedAt: Date;
  readonly sources: readonly Source[];
  readonly state: unknown;
  readonly answerer: string;
  readonly abstained: boolean;
  readonly interrupted: boolean;
}

/** Begins or continues the session and adds both messages, in one statement. Scope: the tenant. */
export const insertExchange = (exchange: NewExchange): Query<void> => ({
  // The row lock of the session gives out ordinals one turn after the other.
  sql: `with session as (
      insert into chat_sessions as held
        (tenant_id, id, actor, dialect, incident_id, summary, message_count, created_at, last_message_at)
      values ($1::uuid, $2::uuid, $3, $4, $5, $6, 2, $9::timestamptz, $12::timestamptz)
      on conflict (tenant_id, id) do update set
        message_count = held.message_count + 2,
        incident_id = coalesce(held.incident_id, excluded.incident_id),
        last_message_at = greatest(held.last_message_at, excluded.last_message_at)
      where held.actor = excluded.actor
      returning message_count
    )
    insert into chat_messages
      (tenant_id, session_id, ordinal, id, role, content, created_at, sources, state, answerer, abstained, interrupted)
    select $1, $2, message_count - 1, $7::uuid, 'user', $8, $9::timestamptz, '[]'::jsonb, null::jsonb, null, false, false
    from session
    union all
    select $1, $2, message_count, $10::uuid, 'assistant', $11, $12::timestamptz, $13::jsonb, $14::jsonb, $15,
      $16::boolean, $17::boolean
    from session`,
  params: [
    exchange.tenantId,
    exchange.sessionId,
    exchange.actor,
    exchange.dialect,
    exchange.incidentId,
    exchange.summary,
    exchange.questionId,
    exchange.question,
    exchange.askedAt,
    exchange.replyId,
    exchange.reply,
    exchange.repliedAt,
    JSON.stringify(exchange.sources),
    exchange.state === null ? null : JSON.stringify(exchange.state),
    exchange.answerer,
    exchange.abstained,
    exchange.interrupted,
  ],
  read: () => undefined,
});
