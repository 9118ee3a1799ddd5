import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** What a turn needs to know before it answers. */
export interface TurnStart {
  readonly knowledgeVersion: number;
  /** False when the incident that was asked for is not the tenant's. */
  readonly incidentExists: boolean;
  /** Undefined when no session was asked for, or the caller has none of that id. */
  readonly session: { readonly incidentId: Uuid | null } | undefined;
}

/** Scope: the tenant. */
export const selectTurnStart = (
  tenantId: Uuid,
  actor: string,
  sessionId: Uuid | null,
  incidentId: Uuid | null,
): Query<TurnStart> => ({
  sql: `select
      coalesce((select version from knowledge_versions where tenant_id = $1), 0) as version,
      $4::uuid is null or exists (select from incidents where tenant_id = $1 and id = $4) as incident_exists,
      session.id as session_id, session.incident_id
    from (select) one
    left join chat_sessions session on session.tenant_id = $1 and session.id = $3 and session.actor = $2`,
  params: [tenantId, actor, sessionId, incidentId],
  read: ([row]) => ({
    knowledgeVersion: Number(row?.version),
    incidentExists: row?.incident_exists === true,
    session: row?.session_id ? { incidentId: (row.incident_id as Uuid | null) ?? null } : undefined,
  }),
});

export interface SessionSummary {
  readonly sessionId: Uuid;
  readonly summary: string;
  readonly messageCount: number;
  readonly lastMessageAt: Date;
  /** When the session's last message was, as of the moment at which the listing began. */
  readonly position: Date;
}

/** Where a page of sessions begins. `asOf`: the moment at which the first page was read. */
export interface SessionPageStart {
  readonly asOf: Date;
  readonly after?: { readonly position: Date; readonly sessionId: Uuid };
}

/**
 * The caller's sessions, latest message first, in the order of the moment `asOf`: a session that has got a message
 * since then keeps its place, so that no page repeats or misses one. Scope: the tenant.
 */
export const selectSessions = (
  tenantId: Uuid,
  actor: string,
  { asOf, after }: SessionPageStart,
  limit: number,
): Query<SessionSummary[]> => ({
  sql: `with still as (
      select id, summary, message_count, last_message_at, last_message_at as position
      from chat_sessions
      where tenant_id = $1 and actor = $2 and last_message_at <= $3
        and ($4::timestamptz is null or (last_message_at, id) < ($4, $5))
      order by last_message_at desc, id desc
      limit $6
    ), moved as (
      select session.id, session.summary, session.message_count, session.last_message_at, message.created_at
      from chat_sessions session
      cross join lateral (
        select max(created_at) as created_at from chat_messages
        where tenant_id = $1 and session_id = session.id and role = 'assistant' and created_at <= $3
      ) message
      where session.tenant_id = $1 and session.actor = $2 and session.last_message_at > $3
        and message.created_at is not null
        and ($4::timestamptz is null or (message.created_at, session.id) < ($4, $5))
    )
    select * from still union all select * from moved
    order by position desc, id desc
    limit $6`,
  params: [tenantId, actor, asOf, after?.position ?? null, after?.sessionId ?? null, limit],
  read: (rows) =>
    rows.map((row) => ({
      sessionId: row.id as Uuid,
      summary: row.summary as string,
      messageCount: row.message_count as number,
      lastMessageAt: row.last_message_at as Date,
      position: row.position as Date,
    })),
});
