import type { Citation, Dialect, FinishReason, Source } from '../core/conversation.ts';
import type { Passage } from '../core/evidence.ts';
import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

export interface StoredMessage {
  readonly messageId: Uuid;
  readonly role: 'user' | 'assistant';
  readonly content: string;
  readonly at: Date;
  /** What a reply rests on; empty for a question. */
  readonly sources: readonly Source[];
  readonly passages: readonly Passage[];
  /** What the reply's `[n]` point at, in their order. */
  readonly citations: readonly Citation[];
}

const MESSAGE_COLUMNS = `message.id as "messageId", message.role, message.content, message.created_at as at,
  message.sources, message.passages, message.citations`;

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
  sql: `select ${MESSAGE_COLUMNS}
    from chat_sessions session
    join chat_messages message on message.tenant_id = $1 and message.session_id = session.id
    where session.tenant_id = $1 and session.actor = $2 and session.id = $3
    order by message.ordinal desc
    limit $4`,
  params: [tenantId, actor, sessionId, limit],
  read: (rows) => (rows as unknown as StoredMessage[]).toReversed(),
});

/**
 * The messages of the caller's session behind the first `offset`, oldest first, and how many it has in all; undefined
 * where the session is not the caller's. Scope: the tenant.
 */
export const selectMessagePage = (
  tenantId: Uuid,
  actor: string,
  sessionId: Uuid,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Query<{ messages: StoredMessage[]; total: number } | undefined> => ({
  sql: `select session.message_count as total, ${MESSAGE_COLUMNS}
    from chat_sessions session
    left join chat_messages message on message.tenant_id = $1 and message.session_id = session.id
      and message.ordinal > $4 and message.ordinal <= $4 + $5::int
    where session.tenant_id = $1 and session.actor = $2 and session.id = $3
    order by message.ordinal`,
  params: [tenantId, actor, sessionId, offset, limit],
  read: (rows) =>
    rows[0] && {
      total: Number(rows[0].total),
      messages: rows
        .filter(({ messageId }) => messageId !== null)
        .map(({ total: _, ...message }) => message as unknown as StoredMessage),
    },
});

/** What was replied, and what it rests on. */
export interface NewReply {
  readonly id: Uuid;
  readonly content: string;
  readonly at: Date;
  readonly sources: readonly Source[];
  readonly passages: readonly Passage[];
  readonly citations: readonly Citation[];
  readonly state: unknown;
  readonly answerer: string;
  readonly abstained: boolean;
  readonly interrupted: boolean;
  readonly finishReason: FinishReason;
  readonly template: { readonly id: string; readonly version: number };
  /** JSON; null where nothing was checked. */
  readonly checks: unknown;
}

/** One exchange as it is stored: a question and what was replied. */
export interface NewExchange {
  readonly tenantId: Uuid;
  readonly actor: string;
  readonly sessionId: Uuid;
  readonly dialect: Dialect;
  readonly incidentId: Uuid | null;
  readonly alertId: Uuid | null;
  readonly projectId: Uuid | null;
  readonly brandId: Uuid | null;
  readonly endUser: string | null;
  /** Whether lists of sessions show it. */
  readonly listed: boolean;
  /** What the session is called when this exchange begins it. */
  readonly summary: string;
  readonly questionId: Uuid;
  readonly question: string;
  readonly askedAt: Date;
  /** Null for a question that nobody could answer. */
  readonly reply: NewReply | null;
}

/**
 * Begins or continues the session and adds the question and, where there is one, the reply, in one statement. Scope:
 * the tenant.
 */
export const insertExchange = (exchange: NewExchange): Query<void> => ({
  // The row lock of the session gives out ordinals one turn after the other.
  sql: `with session as (
      insert into chat_sessions as held
        (tenant_id, id, actor, dialect, incident_id, alert_id, project_id, brand_id, end_user, listed, summary,
          message_count, created_at, last_message_at)
      values ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11, $15::int, $14::timestamptz, $18::timestamptz)
      on conflict (tenant_id, id) do update set
        message_count = held.message_count + excluded.message_count,
        incident_id = coalesce(held.incident_id, excluded.incident_id),
        alert_id = coalesce(held.alert_id, excluded.alert_id),
        last_message_at = greatest(held.last_message_at, excluded.last_message_at)
      where held.actor = excluded.actor
      returning message_count
    )
    insert into chat_messages (tenant_id, session_id, ordinal, id, role, content, created_at, sources, passages,
      citations, state, answerer, abstained, interrupted, finish_reason, template_id, template_version, checks)
    select $1, $2, message_count - $15 + 1, $12::uuid, 'user', $13, $14::timestamptz, '[]'::jsonb, '[]'::jsonb,
      '[]'::jsonb, null::jsonb, null, false, false, null, null, null::int, null::jsonb
    from session
    union all
    select $1, $2, message_count, $16::uuid, 'assistant', $17, $18::timestamptz, $19::jsonb, $20::jsonb,
      $21::jsonb, $22::jsonb, $23, $24::boolean, $25::boolean, $26, $27, $28::int, $29::jsonb
    from session where $15 = 2`,
  params: [
    exchange.tenantId,
    exchange.sessionId,
    exchange.actor,
    exchange.dialect,
    exchange.incidentId,
    exchange.alertId,
    exchange.projectId,
    exchange.brandId,
    exchange.endUser,
    exchange.listed,
    exchange.summary,
    exchange.questionId,
    exchange.question,
    exchange.askedAt,
    exchange.reply === null ? 1 : 2,
    ...replyValues(exchange.reply, exchange.askedAt),
  ],
  read: () => undefined,
});

const json = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

const replyValues = (reply: NewReply | null, askedAt: Date): readonly unknown[] => [
  reply?.id ?? null,
  reply?.content ?? null,
  reply?.at ?? askedAt,
  json(reply?.sources ?? []),
  json(reply?.passages ?? []),
  json(reply?.citations ?? []),
  json(reply?.state),
  reply?.answerer ?? null,
  reply?.abstained ?? false,
  reply?.interrupted ?? false,
  reply?.finishReason ?? null,
  reply?.template.id ?? null,
  reply?.template.version ?? null,
  json(reply?.checks),
];
